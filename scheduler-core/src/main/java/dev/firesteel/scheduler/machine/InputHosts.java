package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.placement.TaskState;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Counts, for each host, the tasks that wait and find their input there. One whose partition an
 * executor keeps does not count: that executor is there already.
 */
record InputHosts(World world) implements Function<ProfileId, SortedMap<HostName, Integer>> {
  @Override
  public SortedMap<HostName, Integer> apply(ProfileId profile) {
    Map<HostName, Integer> tasks = new HashMap<>();
    for (Stage stage : world.stages.values()) {
      TaskSet set = stage.tasks();
      if (set != null
          && stage.state() == StageState.RUNNING
          && stage.plan().profile().equals(profile)
          && set.anyWishful()) {
        count(set, tasks);
      }
    }
    return new TreeMap<>(tasks);
  }

  private static void count(TaskSet set, Map<HostName, Integer> tasks) {
    for (int index = 0; index < set.size(); index++) {
      if (set.state(index) == TaskState.PENDING) {
        for (HostName host : set.wishes().hosts(set.partition(index)).hosts()) {
          tasks.merge(host, 1, Integer::sum);
        }
      }
    }
  }
}
