package dev.firesteel.dataset.lineage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;

/** How deep a lineage may be: as deep as the thread's stack. */
public final class LineageDepth {
  private LineageDepth() {}

  /** The failure of a task to tell instead of its stack's overflow. */
  public static FiresteelException exceeded(String task, StackOverflowError overflow) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot run "
            + task
            + ": the thread's stack overflowed. Either a function calls itself too often, or the"
            + " stage has too many steps (call checkpoint() on the dataset every few hundred steps,"
            + " or add a larger -Xss to firesteel.executor.java-options)",
        overflow);
  }

  /** The failure to tell instead of the stack's overflow. */
  public static FiresteelException exceeded(StackOverflowError overflow) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot run a job: the lineage of its dataset is too deep (call checkpoint() on it every few"
            + " hundred steps, or start the driver with a larger -Xss)",
        overflow);
  }
}
