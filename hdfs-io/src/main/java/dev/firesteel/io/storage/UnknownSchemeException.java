package dev.firesteel.io.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No file system of this kind is on the class path. */
public final class UnknownSchemeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the scheme. */
  public UnknownSchemeException(String scheme, @Nullable Throwable cause) {
    super(
        "no file system for scheme '"
            + scheme
            + "' is on the class path (add its jar with --jars; if the jar does not announce it, set"
            + " firesteel.hadoop.fs."
            + scheme
            + ".impl to its class; for a local file of that name write ./"
            + scheme
            + ":...)",
        cause);
  }
}
