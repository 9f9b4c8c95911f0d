package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells executors that nobody needs some attempts any more, and sees that they end. */
final class Cancellations {
  private final World world;
  private final CancelGraces graces;

  Cancellations(World world) {
    this.world = world;
    this.graces = new CancelGraces(world);
  }

  /** What these report from now on changes nothing; each keeps its slot until it has ended. */
  void cancel(Collection<RunningAttempt> attempts, String why) {
    Map<Executor, List<TaskId>> byExecutor = new LinkedHashMap<>();
    for (RunningAttempt attempt : attempts) {
      attempt.cancel(world.now);
      byExecutor.computeIfAbsent(attempt.executor(), e -> new ArrayList<>()).add(attempt.task());
    }
    byExecutor.forEach(
        (executor, tasks) -> {
          if (executor.attached()) {
            world.out.send(executor.id(), new ToExecutor.CancelTasks(tasks, why));
            graces.watch(executor);
          }
        });
  }
}
