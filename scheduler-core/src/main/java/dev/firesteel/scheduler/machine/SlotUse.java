package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who uses the slots of a profile's executors. */
final class SlotUse {
  private static final int MOST_USERS = 3;

  private final Map<JobId, Integer> byJob = new LinkedHashMap<>();
  private int busy;
  private int cancelled;

  private SlotUse() {}

  static SlotUse of(World world, ProfileId profile) {
    SlotUse use = new SlotUse();
    for (Executor executor : world.executors.all()) {
      if (executor.ready() && executor.profile().equals(profile)) {
        use.add(world, executor);
      }
    }
    return use;
  }

  private void add(World world, Executor executor) {
    int slots = executor.slots();
    for (RunningAttempt attempt : executor.hand().all()) {
      if (slots-- == 0) {
        return;
      }
      busy++;
      Stage stage = world.stages.get(attempt.stage());
      if (attempt.cancelled() || stage == null) {
        cancelled++;
      } else {
        byJob.merge(stage.earliestJob(), 1, Integer::sum);
      }
    }
  }

  int busy() {
    return busy;
  }

  /** Slots whose tasks nobody needs any more. */
  int cancelled() {
    return cancelled;
  }

  /** The jobs that use most slots, such as {@code 5 by job-3}. */
  List<String> users() {
    return byJob.entrySet().stream()
        .sorted(
            Map.Entry.<JobId, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_USERS)
        .map(use -> use.getValue() + " by " + use.getKey())
        .toList();
  }
}
