package dev.firesteel.scheduler.placement;

import dev.firesteel.api.config.SchedulingOrder;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The task sets that may be placed, in the order in which they are served: first come, first
 * served, by the earliest job that needs them, then by stage; or by the shares of pools.
 */
public final class Backlog {
  private final Sharing sharing;
  private final Map<StageId, Place> places = new HashMap<>();
  private final SortedMap<String, Pool> pools = new TreeMap<>();

  private record Place(Rank rank, Pool pool) {}

  /** Nothing waits. */
  public Backlog(Sharing sharing) {
    this.sharing = sharing;
  }

  /** A task set waits for places; or it has another rank. */
  public void add(TaskSet set, JobId earliest, String pool) {
    leave(set.stage());
    String shared = sharing.order() == SchedulingOrder.FAIR ? pool : Sharing.DEFAULT_POOL;
    Pool home = pools.computeIfAbsent(shared, name -> new Pool(name, sharing.pool(name)));
    Rank rank = new Rank(earliest.value(), set.stage().value());
    places.put(set.stage(), new Place(rank, home));
    home.wait(rank, set);
  }

  /** Another job is now the earliest one that needs a task set. */
  public void rank(TaskSet set, JobId earliest, String pool) {
    if (places.containsKey(set.stage())) {
      boolean waits = contains(set.stage());
      add(set, earliest, pool);
      if (!waits) {
        remove(set.stage());
      }
    }
  }

  /**
   * The task set of a stage, if it is there, does not wait for places, but may have tasks running.
   */
  public void remove(StageId stage) {
    Place place = places.get(stage);
    if (place != null) {
      place.pool.stopWaiting(place.rank);
    }
  }

  /** The task set of a stage, if it is there, has no tasks any more that matter. */
  public void leave(StageId stage) {
    Place place = places.remove(stage);
    if (place != null) {
      place.pool.leave(place.rank);
      if (place.pool.empty()) {
        pools.remove(place.pool.name());
      }
    }
  }

  /** Whether the task set of a stage waits for places. */
  public boolean contains(StageId stage) {
    Place place = places.get(stage);
    return place != null && place.pool.waiting(place.rank) != null;
  }

  /**
   * Whether the order depends on what is running, so that {@link #turns} must be asked before each
   * task.
   */
  public boolean shared() {
    if (sharing.order() == SchedulingOrder.FIFO) {
      return false;
    }
    int waiting = 0;
    for (Pool pool : pools.values()) {
      int sets = pool.waiting().size();
      waiting += pool.fair() ? sets : Math.min(1, sets);
    }
    return waiting > 1;
  }

  /** Whose turn it is on an executor, if the order is {@link #shared}. */
  public Turns turns() {
    return new Turns(pools.values());
  }

  /** Whether it is another pool's turn before that of a task set; the reason, if it is. */
  public Optional<Veto> othersFirst(TaskSet set) {
    Place place = places.get(set.stage());
    TaskSet next = place != null && shared() ? turns().next() : null;
    Place first = next == null ? null : places.get(next.stage());
    return place == null || first == null || first.pool == place.pool
        ? Optional.empty()
        : Optional.of(new Veto.PoolHasShare(place.pool.name(), place.pool.running()));
  }

  /** All, by arrival, pool by pool; not to be changed meanwhile. */
  public Collection<TaskSet> inOrder() {
    List<TaskSet> all = new ArrayList<>();
    for (Pool pool : pools.values()) {
      if (pools.size() == 1) {
        return pool.waiting();
      }
      all.addAll(pool.waiting());
    }
    return all;
  }

  /** These, by arrival. */
  public List<TaskSet> inOrder(Collection<StageId> some) {
    TreeMap<Rank, TaskSet> found = new TreeMap<>();
    for (StageId stage : some) {
      Place place = places.get(stage);
      TaskSet set = place == null ? null : place.pool.waiting(place.rank);
      if (place != null && set != null) {
        found.put(place.rank, set);
      }
    }
    return List.copyOf(found.values());
  }
}
