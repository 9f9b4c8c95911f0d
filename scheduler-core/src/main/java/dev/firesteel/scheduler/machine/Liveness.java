package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import java.util.List;

/** Looks for executors that are silent or whose cancelled tasks do not end, and replaces them. */
final class Liveness {
  private final World world;
  private final Losses losses;
  private final CancelGraces graces;
  private boolean listening;

  Liveness(World world, Losses losses) {
    this.world = world;
    this.losses = losses;
    this.graces = new CancelGraces(world);
  }

  /** Cancelled tasks should have ended: if some have not, another executor takes their place. */
  void replaceIfStuck(Executor executor) {
    if (!executor.attached()) {
      return;
    }
    List<RunningAttempt> stuck = graces.overdue(executor);
    if (stuck.isEmpty()) {
      graces.watch(executor);
      return;
    }
    List<TaskId> tasks = stuck.stream().map(RunningAttempt::task).toList();
    world.out.tell(new Notice.TasksStuck(executor.id(), tasks));
    losses.end(
        executor,
        LossReason.of(
            LossCause.RELEASED, Messages.stuck(tasks, world.settings.waits().cancelled())));
  }

  /** Looks for silent executors, and looks again later while there are any. */
  void lookForSilent() {
    listening = false;
    long limit = world.settings.waits().silence().toNanos();
    for (Executor executor : List.copyOf(world.executors.all())) {
      if (executor.attached() && world.now - executor.heardAt() >= limit) {
        losses.end(
            executor,
            LossReason.of(LossCause.SILENT, Messages.silent(world.settings.waits().silence())));
      }
    }
    if (world.executors.all().stream().anyMatch(Executor::attached)) {
      listen();
    }
  }

  /** An executor is there to be listened to. */
  void listen() {
    if (!listening) {
      listening = true;
      world.out.timer(
          Timer.Regular.SILENCE, world.now + world.settings.waits().silence().toNanos() / 4);
    }
  }
}
