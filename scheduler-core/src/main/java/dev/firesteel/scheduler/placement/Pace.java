package dev.firesteel.scheduler.placement;

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

  void ran(long nanos) {
    average = average < 0 ? nanos : average + (nanos - average) / 8;
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

  /** How long a task takes; -1 if none has finished. */
  long average() {
    return average;
  }
}
