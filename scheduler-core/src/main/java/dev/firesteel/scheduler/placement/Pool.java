package dev.firesteel.scheduler.placement;

import dev.firesteel.api.config.SchedulingOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The task sets of a pool: those that wait, by arrival, and those that may have tasks running. */
final class Pool {
  private final String name;
  private final Sharing.PoolShare share;
  private final TreeMap<Rank, TaskSet> waiting = new TreeMap<>();
  private final Map<Rank, TaskSet> active = new LinkedHashMap<>();

  Pool(String name, Sharing.PoolShare share) {
    this.name = name;
    this.share = share;
  }

  String name() {
    return name;
  }

  Sharing.PoolShare share() {
    return share;
  }

  boolean fair() {
    return share.order() == SchedulingOrder.FAIR;
  }

  void wait(Rank rank, TaskSet set) {
    waiting.put(rank, set);
    active.put(rank, set);
  }

  void stopWaiting(Rank rank) {
    waiting.remove(rank);
  }

  void leave(Rank rank) {
    waiting.remove(rank);
    active.remove(rank);
  }

  /** Those that wait, by arrival. */
  Collection<TaskSet> waiting() {
    return waiting.values();
  }

  @Nullable TaskSet waiting(Rank rank) {
    return waiting.get(rank);
  }

  /** The rank of the one that waits longest; one must wait. */
  Rank first() {
    return waiting.firstKey();
  }

  boolean empty() {
    return active.isEmpty();
  }

  /** Tasks in the hands of executors. */
  int running() {
    int sum = 0;
    for (TaskSet set : active.values()) {
      sum += set.placed();
    }
    return sum;
  }
}
