package dev.firesteel.scheduler.placement;

import dev.firesteel.api.id.ProfileId;
import dev.firesteel.scheduler.executors.Executor;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The executors that a task set avoids because its tasks fail there. As long as another one takes
 * tasks, they get none.
 */
public final class Avoidance {
  private final Map<Integer, Set<Executor>> failedOn = new HashMap<>(2);
  private final Map<Executor, Set<Integer>> blamed = new HashMap<>(2);
  private final Set<Executor> avoided = new LinkedHashSet<>(2);

  void failed(int index, Executor on) {
    failedOn.computeIfAbsent(index, i -> new LinkedHashSet<>(2)).add(on);
  }

  /** Where a task failed. */
  public List<Executor> failedOn(int index) {
    return failedOn.isEmpty() ? List.of() : List.copyOf(failedOn.getOrDefault(index, Set.of()));
  }

  /** A task's failure may be its executor's fault; returns how many tasks say so. */
  public int blame(Executor executor, int index) {
    Set<Integer> tasks = blamed.computeIfAbsent(executor, e -> new LinkedHashSet<>(2));
    tasks.add(index);
    return tasks.size();
  }

  /** Avoids an executor from now on; returns whether that is news. */
  public boolean add(Executor executor) {
    return avoided.add(executor);
  }

  /** An executor is gone. */
  public void forget(Executor executor) {
    avoided.remove(executor);
    blamed.remove(executor);
  }

  /** The executors that are avoided. */
  public Set<Executor> avoided() {
    return avoided;
  }

  /** Whether an executor is avoided while others of its profile have so many slots with it. */
  boolean avoids(Executor executor, int slots) {
    return !avoided.isEmpty() && avoided.contains(executor) && slots > slots(executor.profile());
  }

  /** Whether no other executor of its profile, all of which have so many slots, is left. */
  boolean leavesOnly(Executor executor, int slots) {
    boolean allAvoided = avoided.contains(executor);
    return slots <= executor.slots() + (allAvoided ? 0 : slots(executor.profile()));
  }

  private int slots(ProfileId profile) {
    int slots = 0;
    for (Executor one : avoided) {
      slots += one.takesTasks() && one.profile().equals(profile) ? one.slots() : 0;
    }
    return slots;
  }
}
