package dev.firesteel.scheduler.placement;

import org.jspecify.annotations.Nullable;

/**
 * How long the tasks of a task set take, and so how many an executor should have queued: enough
 * that its slots do not idle while a message travels, few enough that others can have them.
 */
final class Pace {
  /** Work that should be queued at a slot. */
  static final long QUEUED_NANOS = 2_000_000;

  private static final int MOST_QUEUED = 250;
  private static final long SHORT_NANOS = 200_000_000;

  private long average = -1;
  private @Nullable RunTimes times;

  void ran(long nanos) {
    average = average < 0 ? nanos : average + (nanos - average) / 8;
    RunTimes all = times;
    if (all == null) {
      all = new RunTimes();
      times = all;
    }
    all.add(nanos);
  }

  /** Tasks to queue for each slot beyond the running one. */
  int queuePerSlot() {
    if (average < 0) {
      return 1;
    }
    if (average > SHORT_NANOS) {
      return 0;
    }
    return (int) Math.min(MOST_QUEUED, Math.max(1, QUEUED_NANOS / Math.max(1, average)));
  }

  /** The median of the run times; 0 if none has finished. */
  long median() {
    RunTimes all = times;
    return all == null ? 0 : all.median();
  }

  /** How long a task takes; -1 if none has finished. */
  long average() {
    return average;
  }
}
