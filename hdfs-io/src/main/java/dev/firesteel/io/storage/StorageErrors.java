package dev.firesteel.io.storage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.hadoop.HadoopErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says what a failure of a file system means and what to do about it. */
public final class StorageErrors {
  private StorageErrors() {}

  /**
   * The failure for people.
   *
   * @param action what could not be done, such as {@code read}
   * @param location with what
   * @param cause why
   */
  public static FiresteelException explain(String action, Location location, IOException cause) {
    IOException known = understood(location, cause);
    return new FiresteelException(
        category(known), "Cannot " + action + " " + location + ": " + why(location, known), cause);
  }

  /** Hadoop's failures also come out of streams. */
  private static IOException understood(Location location, IOException cause) {
    return location.local() ? cause : HadoopErrors.understood(location, cause);
  }

  /** Why, and what to do, without the place itself. */
  public static String why(Location location, IOException cause) {
    if (cause instanceof StorageException) {
      return reason(cause);
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "it does not exist (check the path)";
    }
    if (cause instanceof AccessDeniedException denied) {
      String reason = denied.getReason();
      return "permission denied"
          + other(location, denied)
          + " (ask its owner for access)"
          + (reason == null ? "" : ": " + reason);
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it exists already (remove it or choose another path)";
    }
    if (cause instanceof NotDirectoryException e) {
      return e.getFile() + " is a file where a directory is needed (choose another path)";
    }
    if (full(cause)) {
      return "the disk is full or a quota is reached (free space): " + reason(cause);
    }
    return reason(cause);
  }

  private static ErrorCategory category(IOException cause) {
    if (cause instanceof StorageException known) {
      return known.category();
    }
    if (full(cause)) {
      return ErrorCategory.RESOURCES;
    }
    if (cause instanceof MalformedDataException) {
      return ErrorCategory.USER; // in a task: fails its job at once
    }
    boolean lasting =
        cause instanceof NoSuchFileException
            || cause instanceof FileNotFoundException
            || cause instanceof AccessDeniedException
            || cause instanceof FileAlreadyExistsException
            || cause instanceof NotDirectoryException
            || cause instanceof UnknownSchemeException;
    return lasting ? ErrorCategory.INPUT_OUTPUT : ErrorCategory.TRANSIENT;
  }

  private static boolean full(IOException cause) {
    String reason = reason(cause);
    return reason.contains("No space left")
        || reason.contains("Disk quota exceeded")
        || cause.getClass().getSimpleName().contains("QuotaExceeded");
  }

  private static String other(Location location, FileSystemException e) {
    String file = e.getFile();
    return file == null || file.isEmpty() || location.toString().endsWith(file)
        ? ""
        : " at " + file;
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return e.getReason();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
