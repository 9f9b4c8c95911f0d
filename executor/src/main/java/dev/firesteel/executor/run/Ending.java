package dev.firesteel.executor.run;

/** Ends an executor. Called from any thread; the first call counts. */
@FunctionalInterface
interface Ending {
  /** Ends it with a code, and why. Returns at once. */
  void end(ExitCode code, String why);
}
