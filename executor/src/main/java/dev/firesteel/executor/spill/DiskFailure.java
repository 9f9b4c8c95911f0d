package dev.firesteel.executor.spill;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.Path;

/** Says what to do about a local disk that fails. */
public final class DiskFailure {
  private DiskFailure() {}

  /** Writing to a file failed, mostly because its disk is full. */
  public static FiresteelException writing(Path file, IOException cause) {
    return failure("write", file, cause);
  }

  /** Reading a file failed. */
  public static FiresteelException reading(Path file, IOException cause) {
    return failure("read", file, cause);
  }

  private static FiresteelException failure(String verb, Path file, IOException cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new FiresteelException(
        ErrorCategory.RESOURCES,
        "Cannot "
            + verb
            + " "
            + file
            + ": "
            + why
            + " (free space in "
            + file.getParent()
            + " or name other directories in firesteel.local.dirs)",
        cause);
  }
}
