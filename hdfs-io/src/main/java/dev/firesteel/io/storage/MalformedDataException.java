package dev.firesteel.io.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file's content is not what its name promises; reading it again gives the same. */
public final class MalformedDataException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong and at which byte. */
  public MalformedDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
