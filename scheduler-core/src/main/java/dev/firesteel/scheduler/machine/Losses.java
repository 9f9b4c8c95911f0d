package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.ExecutorState;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.health.LossStreak;
import dev.firesteel.scheduler.placement.TaskSet;
import java.util.List;

/** Gives executors up, or takes note that they are gone, and sees to what is lost with them. */
final class Losses {
  private final World world;
  private final StageFlow stages;
  private final JobFlow jobs;
  private final FailureFlow failures;
  private final CopyFlow copies;
  private final Demand demand;
  private final LossStreak streak;
  private final HealthFlow health;

  Losses(
      World world,
      StageFlow stages,
      JobFlow jobs,
      FailureFlow failures,
      CopyFlow copies,
      Demand demand,
      LossStreak streak,
      HealthFlow health) {
    this.world = world;
    this.stages = stages;
    this.jobs = jobs;
    this.failures = failures;
    this.copies = copies;
    this.demand = demand;
    this.streak = streak;
    this.health = health;
  }

  /** Gives an executor up without waiting for the backend. */
  void end(Executor executor, LossReason reason) {
    boolean channel = !executor.expected();
    world.executors.move(executor, ExecutorState.ENDING);
    world.out.add(new Action.Release(executor.id(), ReleaseMode.NOW, reason.diagnostics()));
    if (channel) {
      world.out.add(new Action.CloseChannel(executor.id()));
    }
    demand.removed(executor.profile());
    forget(executor, reason);
  }

  /** Lets an executor go that has nothing more to do. */
  void release(Executor executor, LossReason reason) {
    world.out.send(executor.id(), new ToExecutor.Stop(reason.diagnostics()));
    world.executors.move(executor, ExecutorState.ENDING);
    world.out.add(new Action.Release(executor.id(), ReleaseMode.GRACEFUL, reason.diagnostics()));
    demand.removed(executor.profile());
    forget(executor, reason);
  }

  /** The backend says that an executor is gone. */
  void lost(Executor executor, LossReason reason) {
    boolean known = executor.state() == ExecutorState.ENDING;
    Drain drain = world.drains.get(executor);
    world.executors.move(executor, ExecutorState.GONE);
    if (!known) {
      demand.removed(executor.profile());
      forget(executor, drain == null ? reason : drain.reason(reason));
    }
  }

  private void forget(Executor executor, LossReason bare) {
    LossReason reason = bare;
    if (!executor.farewell().isEmpty()) {
      String all = bare.diagnostics() + " (its last word: " + executor.farewell() + ")";
      reason = new LossReason(bare.cause(), bare.exitCode(), all, bare.logAddress());
    }
    world.out.tell(new Notice.ExecutorGone(executor.id(), reason));
    if (reason.cause().fault() != LossCause.Fault.NOBODY) {
      world.lostWork.executorLost();
    }
    world.drains.remove(executor);
    copies.settle(executor);
    List<ToDriver.DatasetBlock> partitions = world.kept.lost(executor);
    for (ShuffleOutputs outputs : List.copyOf(world.shuffles.all())) {
      int[] maps = outputs.lost(executor, world.now);
      outputs.touched().remove(executor);
      if (maps.length > 0) {
        stages.outputsLost(outputs, maps);
      }
    }
    copies.lost(executor, partitions);
    if (reason.cause().fault() != LossCause.Fault.APPLICATION) {
      world.stages.values().forEach(stage -> stage.excuse(executor.id()));
    }
    loseAttempts(executor, reason);
    stages.holdBlocked();
    health.lost(executor, reason);
    if (streak.lost(reason)) {
      giveUp(executor, reason);
    }
  }

  private void loseAttempts(Executor executor, LossReason reason) {
    boolean fault = reason.cause().fault() == LossCause.Fault.APPLICATION;
    int position = 0;
    for (RunningAttempt attempt : world.executors.takeAll(executor)) {
      boolean ran = position++ < executor.slots();
      Stage stage = world.stages.get(attempt.stage());
      TaskSet set = stage == null ? null : stage.tasks();
      if (attempt.cancelled() || stage == null || set == null) {
        continue;
      }
      if (fault && ran) {
        failures.failed(
            stage,
            set,
            attempt,
            reason.cause() == LossCause.MEMORY_EXCEEDED
                ? ErrorCategory.RESOURCES
                : ErrorCategory.TRANSIENT,
            Messages.lostWhileRunning(executor, reason));
      } else {
        if (ran) {
          world.lostWork.lost();
        }
        set.again(attempt);
        stages.pended(stage, set);
      }
    }
  }

  private void giveUp(Executor executor, LossReason reason) {
    if (demand.suspend()) {
      world.out.add(new Action.Declare(demand.next()));
    }
    jobs.failAll(
        world.jobs.values(),
        ErrorCategory.RESOURCES,
        Messages.lostTooMany(streak.length(), executor, reason));
  }

  /** The channel of an executor is gone, or it leaves: the backend's word is awaited. */
  void severed(Executor executor, String why) {
    executor.leaves(why);
    if (executor.attached()) {
      world.executors.move(executor, ExecutorState.SEVERED);
      world.out.timer(
          new Timer.OfExecutor(Timer.Duty.REGISTRATION, executor.id()),
          world.now + world.settings.waits().severed().toNanos());
    }
  }

  /** The session ends. */
  void stop(String why) {
    for (Executor executor : world.executors.all()) {
      if (executor.attached()) {
        world.out.send(executor.id(), new ToExecutor.Stop(why));
      }
    }
  }
}
