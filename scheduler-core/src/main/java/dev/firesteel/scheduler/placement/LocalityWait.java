package dev.firesteel.scheduler.placement;

import dev.firesteel.api.topology.LocalityLevel;
import java.util.function.Predicate;

/**
 * Delay scheduling: a task set waits for a slot near its data for a time at each level, and goes on
 * to the next level when the time is over or no executor can be waited for. Placing a task at a
 * level starts that level's wait again. (M. Zaharia and others, "Delay Scheduling", EuroSys 2010.)
 * Waiting for much longer than a task takes would cost more than it can gain, so the wait is
 * bounded by that too.
 *
 * <p>While other executors have free slots, what one gets does not start the wait again: else they
 * would idle for as long as it finds tasks near their data, however many those are.
 */
final class LocalityWait {
  private static final int MOST_TASKS = 3;
  private static final long SHORTEST_NANOS = 100_000_000;

  private final long longestNanos;
  private long waitNanos;
  private LocalityLevel level = LocalityLevel.PROCESS;
  private long since;
  private long onHostAt;

  LocalityWait(long longestNanos, long now) {
    this.longestNanos = longestNanos;
    this.waitNanos = longestNanos;
    this.since = now;
    this.onHostAt = now;
    if (waitNanos == 0) {
      level = LocalityLevel.ANY;
    }
  }

  /** How long a task takes on average. */
  void tasksTake(long nanos) {
    waitNanos = Math.min(longestNanos, Math.max(SHORTEST_NANOS, MOST_TASKS * nanos));
  }

  LocalityLevel allowed(long now, Predicate<LocalityLevel> worthWaiting) {
    while (level != LocalityLevel.ANY) {
      if (now - since >= waitNanos) {
        since += waitNanos;
      } else if (worthWaiting.test(level)) {
        return level;
      }
      level = farther(level);
    }
    return level;
  }

  private static LocalityLevel farther(LocalityLevel level) {
    return switch (level) {
      case PROCESS -> LocalityLevel.NODE;
      case NODE -> LocalityLevel.RACK;
      case RACK, ANY -> LocalityLevel.ANY;
    };
  }

  /** A task was placed while other executors had free slots. */
  void placedBesideIdle(LocalityLevel at, long now) {
    if (at.atLeast(LocalityLevel.NODE)) {
      onHostAt = now;
    }
  }

  /** A task was placed, and no other executor had a free slot. */
  void placed(LocalityLevel at, long now) {
    placedBesideIdle(at, now);
    if (waitNanos > 0 && at != LocalityLevel.ANY) {
      since = now;
      if (at.atLeast(level)) {
        level = at;
      }
    }
  }

  /** How long ago a task was placed on a host that it wished, or the beginning. */
  long waitedForHosts(long now) {
    return now - onHostAt;
  }

  /** When the level changes unless a task is placed before. */
  long dueAt() {
    return since + waitNanos;
  }

  LocalityLevel level() {
    return level;
  }
}
