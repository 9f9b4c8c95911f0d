package dev.firesteel.devcluster;

import org.jspecify.annotations.Nullable;

/** The command line is wrong; nothing was done. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(@Nullable String message) {
    super(message);
  }
}
