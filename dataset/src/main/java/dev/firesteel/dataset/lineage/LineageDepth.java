package dev.firesteel.dataset.lineage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;

/** How deep a lineage may be: as deep as the thread's stack. */
public final class LineageDepth {
  private LineageDepth() {}

  /** The failure to tell instead of the stack's overflow. */
  public static FiresteelException exceeded(StackOverflowError overflow) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot run a job: the lineage of its dataset is too deep (build on what was saved or"
            + " collected from time to time, or start the driver with a larger -Xss)",
        overflow);
  }
}
