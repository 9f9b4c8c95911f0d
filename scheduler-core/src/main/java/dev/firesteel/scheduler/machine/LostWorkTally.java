package dev.firesteel.scheduler.machine;

import dev.firesteel.dataset.status.LostWork;

/** Counts what counted for nothing or is done again. */
final class LostWorkTally {
  private long failed;
  private long lost;
  private long unfetched;
  private long redone;
  private long copied;
  private long executors;

  /** An attempt failed. */
  void failed() {
    failed++;
  }

  /** An attempt that ran is gone with its executor. */
  void lost() {
    lost++;
  }

  /** An attempt could not fetch what it reads. */
  void unfetched() {
    unfetched++;
  }

  /** Finished tasks are to run again. */
  void redone(int tasks) {
    redone += tasks;
  }

  /** A task has a second attempt. */
  void copied() {
    copied++;
  }

  /** An executor is gone that nobody had let go. */
  void executorLost() {
    executors++;
  }

  /** What was counted, as a value. */
  LostWork status() {
    return new LostWork(failed, lost, unfetched, redone, copied, executors);
  }
}
