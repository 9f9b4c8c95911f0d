package dev.firesteel.dataset.status;

/**
 * The tasks of a stage that are to run now. What was computed before and is still there, such as
 * shuffle output of an earlier job, is not among them.
 *
 * @param total pending, running and done
 * @param pending without a place
 * @param running in the hands of executors, some of them perhaps queued there for some milliseconds
 * @param done finished
 * @param failedAttempts attempts that failed so far; their tasks are tried again
 */
public record TaskCounts(int total, int pending, int running, int done, int failedAttempts) {
  /** No tasks: the stage has not begun. */
  public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0);
}
