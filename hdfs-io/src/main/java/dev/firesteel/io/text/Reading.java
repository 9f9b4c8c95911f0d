package dev.firesteel.io.text;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;

/**
 * What reading text of one file needs to know.
 *
 * @param file the file, for messages
 * @param maxLength how long a record may be
 * @param bufferSize bytes or characters read at once, at least 1; longer records make the buffer
 *     grow
 * @param context the task
 */
record Reading(Location file, int maxLength, int bufferSize, ReadContext context) {
  void checkCancelled() {
    if (context.cancelled()) {
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot read on in " + file + ": the task was cancelled");
    }
  }

  FiresteelException failed(IOException e) {
    return StorageErrors.explain("read", file, e);
  }

  /**
   * A record is too long.
   *
   * @param start where it begins
   * @param units in which that and its length are counted, such as {@code byte}
   */
  FiresteelException tooLong(long start, String units) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot read "
            + file
            + ": the line at "
            + units
            + " "
            + start
            + " is longer than "
            + maxLength
            + " "
            + units
            + "s (raise firesteel.io.max-line-length, or check that this is text)");
  }
}
