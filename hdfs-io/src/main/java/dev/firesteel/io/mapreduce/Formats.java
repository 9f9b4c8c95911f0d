package dev.firesteel.io.mapreduce;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.lib.input.InvalidInputException;
import org.apache.hadoop.util.ReflectionUtils;
import org.jspecify.annotations.Nullable;

/** Makes users' formats and says what their failures mean. */
final class Formats {
  private Formats() {}

  /** A new object, configured if it can be. Hadoop's own way would keep the class for ever. */
  static <T> T create(Class<T> type, Configuration configuration) {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      T created = constructor.newInstance();
      ReflectionUtils.setConf(created, configuration);
      return created;
    } catch (InvocationTargetException e) {
      throw notMade(type, e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw notMade(type, e);
    }
  }

  private static FiresteelException notMade(Class<?> type, Throwable cause) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot make a "
            + type.getName()
            + ": "
            + reason(cause)
            + " (it needs a constructor without arguments that works)",
        cause);
  }

  /**
   * The failure of a format for people.
   *
   * @param action what it could not do, such as {@code read}
   * @param what with what, such as a split
   */
  static FiresteelException failed(String action, String what, Class<?> format, Throwable cause) {
    if (cause instanceof FiresteelException known) {
      return known;
    }
    String subject = what + " with " + format.getSimpleName();
    IOException storage = storageCause(cause);
    if (storage instanceof InvalidInputException) {
      return new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot " + action + " " + subject + ": " + storage.getMessage() + " (check the path)",
          cause);
    }
    if (storage != null) {
      return StorageErrors.explain(action, new Location("", "", subject), translated(storage));
    }
    if (cause instanceof LinkageError || cause.getCause() instanceof ClassNotFoundException) {
      return new FiresteelException(
          ErrorCategory.PROGRAM,
          "Cannot "
              + action
              + " "
              + subject
              + ": "
              + reason(cause)
              + " (add the jars that the format needs with --jars)",
          cause);
    }
    return new FiresteelException(
        ErrorCategory.USER, "Cannot " + action + " " + subject + ": " + reason(cause), cause);
  }

  private static IOException translated(IOException cause) {
    if (cause instanceof org.apache.hadoop.mapred.FileAlreadyExistsException
        || cause instanceof org.apache.hadoop.fs.FileAlreadyExistsException) {
      FileAlreadyExistsException known = new FileAlreadyExistsException(cause.getMessage());
      known.initCause(cause);
      return known;
    }
    return cause;
  }

  /** Formats wrap failures of the storage in exceptions of their own. */
  private static @Nullable IOException storageCause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof IOException storage) {
        return storage;
      }
    }
    return null;
  }

  static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException e = new InterruptedIOException("interrupted");
    e.initCause(cause);
    return e;
  }

  private static String reason(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }
}
