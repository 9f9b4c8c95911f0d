package dev.firesteel.scheduler.placement;

import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.NotLocalReason;
import dev.firesteel.scheduler.executors.Nearness;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts tasks that finished, and what they read, by how near to their input they ran. */
public final class LocalityTally {
  private final Map<InputLocality, Count> levels = new EnumMap<>(InputLocality.class);
  private final Map<NotLocalReason, Count> notLocal = new EnumMap<>(NotLocalReason.class);
  private long longestWaitNanos;

  private static final class Count {
    private long tasks;
    private long bytes;

    void add(long moreTasks, long moreBytes) {
      tasks += moreTasks;
      bytes += moreBytes;
    }
  }

  /** A task finished. */
  public void add(Nearness near, long inputBytes) {
    levels.computeIfAbsent(near.level(), level -> new Count()).add(1, inputBytes);
    if (near.why() != null) {
      notLocal.computeIfAbsent(near.why(), why -> new Count()).add(1, inputBytes);
      longestWaitNanos = Math.max(longestWaitNanos, near.waitedNanos());
    }
  }

  /** All that another counted. */
  public void add(LocalityTally other) {
    add(levels, other.levels);
    add(notLocal, other.notLocal);
    longestWaitNanos = Math.max(longestWaitNanos, other.longestWaitNanos);
  }

  private static <K extends Enum<K>> void add(Map<K, Count> to, Map<K, Count> more) {
    more.forEach((key, n) -> to.computeIfAbsent(key, k -> new Count()).add(n.tasks, n.bytes));
  }

  /** What was counted, as a value. */
  public LocalityStatus status() {
    TreeMap<InputLocality, LocalityStatus.Amount> amounts = new TreeMap<>();
    levels.forEach((level, n) -> amounts.put(level, new LocalityStatus.Amount(n.tasks, n.bytes)));
    TreeMap<NotLocalReason, Long> reasons = new TreeMap<>();
    notLocal.forEach((why, n) -> reasons.put(why, n.tasks));
    return new LocalityStatus(amounts, reasons, Duration.ofNanos(longestWaitNanos));
  }
}
