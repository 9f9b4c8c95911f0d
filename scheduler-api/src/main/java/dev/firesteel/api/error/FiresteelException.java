package dev.firesteel.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Every failure that Firesteel reports. The message says what failed, why, and what to do: "Cannot
 * launch executor e-7: queue 'etl' has no room for 4096 MiB (raise the queue's capacity or lower
 * firesteel.executor.memory)".
 */
public class FiresteelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCategory category;

  /** A failure without a cause. */
  public FiresteelException(ErrorCategory category, String message) {
    this(category, message, null);
  }

  /** A failure with its cause. */
  public FiresteelException(ErrorCategory category, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** What kind of failure this is. */
  public ErrorCategory category() {
    return category;
  }
}
