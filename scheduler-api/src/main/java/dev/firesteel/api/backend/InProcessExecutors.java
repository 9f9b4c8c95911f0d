package dev.firesteel.api.backend;

import java.util.concurrent.CompletionStage;

/** Runs executors on threads of this JVM. */
public interface InProcessExecutors {
  /** Starts an executor; it registers with the driver as any other does. */
  Running start(ExecutorLaunch launch);

  /** An executor on threads of this JVM. */
  interface Running {
    /**
     * Completes with the exit code when it has ended, by itself or by {@link #end}; never
     * exceptionally.
     */
    CompletionStage<Integer> ended();

    /** Asks it to end: running tasks are cancelled. Idempotent. */
    void end(ReleaseMode mode);
  }
}
