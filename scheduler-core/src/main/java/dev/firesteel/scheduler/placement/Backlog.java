package dev.firesteel.scheduler.placement;

import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The task sets that may be placed, in the order in which they are served: first come, first
 * served, by the earliest job that needs them, then by stage.
 */
public final class Backlog {
  private final Map<StageId, Rank> ranks = new HashMap<>();
  private final TreeMap<Rank, TaskSet> sets = new TreeMap<>();

  /** Adds a task set, or gives it another rank. */
  public void add(TaskSet set, JobId earliest) {
    remove(set.stage());
    Rank rank = new Rank(earliest.value(), set.stage().value());
    ranks.put(set.stage(), rank);
    sets.put(rank, set);
  }

  /** Removes the task set of a stage, if it is there. */
  public void remove(StageId stage) {
    Rank rank = ranks.remove(stage);
    if (rank != null) {
      sets.remove(rank);
    }
  }

  /** Whether the task set of a stage is there. */
  public boolean contains(StageId stage) {
    return ranks.containsKey(stage);
  }

  /** All, in the order in which they are served; not to be changed meanwhile. */
  public Collection<TaskSet> inOrder() {
    return sets.values();
  }

  /** These, in the order in which they are served. */
  public List<TaskSet> inOrder(Collection<StageId> some) {
    return some.stream()
        .filter(ranks::containsKey)
        .map(ranks::get)
        .sorted()
        .map(sets::get)
        .toList();
  }

  private record Rank(int job, int stage) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      int byJob = Integer.compare(job, other.job);
      return byJob != 0 ? byJob : Integer.compare(stage, other.stage);
    }
  }
}
