package dev.firesteel.io.storage;

import dev.firesteel.api.error.ErrorCategory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A failure of a file system that is understood: the message says why and what to do. */
public class StorageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ErrorCategory category;

  /** Why it failed and what to do, without the place. */
  public StorageException(ErrorCategory category, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** Whether the same again can help. */
  public ErrorCategory category() {
    return category;
  }
}
