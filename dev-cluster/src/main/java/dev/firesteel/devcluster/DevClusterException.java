package dev.firesteel.devcluster;

import org.jspecify.annotations.Nullable;

/** A cluster cannot be started, or does not do what it should; the message says what to do. */
public final class DevClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message. */
  public DevClusterException(String message) {
    super(message);
  }

  /** With a message and its cause. */
  public DevClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
