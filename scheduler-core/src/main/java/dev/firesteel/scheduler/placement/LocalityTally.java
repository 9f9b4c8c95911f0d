package dev.firesteel.scheduler.placement;

import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.NotLocalReason;
import dev.firesteel.scheduler.executors.Nearness;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts tasks that finished, and what they read, by how near to their input they ran. */
public final class LocalityTally {
  private static final InputLocality[] LEVELS = InputLocality.values();
  private static final NotLocalReason[] REASONS = NotLocalReason.values();

  private final long[] tasks = new long[LEVELS.length];
  private final long[] bytes = new long[LEVELS.length];
  private final long[] reasons = new long[REASONS.length];
  private long longestWaitNanos;

  /** A task finished. */
  public void add(Nearness near, long inputBytes) {
    tasks[near.level().ordinal()]++;
    bytes[near.level().ordinal()] += inputBytes;
    if (near.why() != null) {
      reasons[near.why().ordinal()]++;
      longestWaitNanos = Math.max(longestWaitNanos, near.waitedNanos());
    }
  }

  /** All that another counted. */
  public void add(LocalityTally other) {
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] += other.tasks[i];
      bytes[i] += other.bytes[i];
    }
    for (int i = 0; i < reasons.length; i++) {
      reasons[i] += other.reasons[i];
    }
    longestWaitNanos = Math.max(longestWaitNanos, other.longestWaitNanos);
  }

  /** What was counted, as a value. */
  public LocalityStatus status() {
    SortedMap<InputLocality, LocalityStatus.Amount> levels = new TreeMap<>();
    for (int i = 0; i < tasks.length; i++) {
      if (tasks[i] > 0) {
        levels.put(LEVELS[i], new LocalityStatus.Amount(tasks[i], bytes[i]));
      }
    }
    SortedMap<NotLocalReason, Long> why = new TreeMap<>();
    for (int i = 0; i < reasons.length; i++) {
      if (reasons[i] > 0) {
        why.put(REASONS[i], reasons[i]);
      }
    }
    return new LocalityStatus(levels, why, Duration.ofNanos(longestWaitNanos));
  }
}
