package dev.firesteel.backend.local;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ReleaseMode;

/** Runs executors in one way: on threads or in processes. */
interface ExecutorRunner {
  /**
   * Gets ready.
   *
   * @throws dev.firesteel.api.error.FiresteelException if it cannot
   */
  void open();

  /** Starts an executor; returns at once and tells the watch how it goes, from any thread. */
  Running start(ExecutorLaunch launch, Watch watch);

  /** Frees everything; all executors have ended. */
  void close();

  /** An executor that was started and perhaps runs. */
  interface Running {
    /** Ends it in this way; a second call may only be stricter than the first. */
    void end(ReleaseMode mode);
  }

  /** Hears how an executor goes. */
  interface Watch {
    /** It runs. At most once, before {@link #ended}. */
    void launched();

    /** It has ended or could not be started. Once. */
    void ended(LossReason reason);
  }
}
