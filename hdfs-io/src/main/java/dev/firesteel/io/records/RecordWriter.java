package dev.firesteel.io.records;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.io.output.AttemptFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one attempt's file of records. */
final class RecordWriter implements PartitionWriter<Object> {
  private static final int BUFFER = 128 << 10;

  private final AttemptFile file;
  private final OutputStream out;
  private final int length;

  RecordWriter(AttemptFile file, OutputStream out, int length) {
    this.file = file;
    this.out = new BufferedOutputStream(out, BUFFER);
    this.length = length;
  }

  @Override
  public void accept(@Nullable Object element) {
    if (!(element instanceof byte[] bytes) || bytes.length != length) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot write "
              + file.location()
              + ": an element is "
              + what(element)
              + " (map elements to arrays of "
              + length
              + " bytes)");
    }
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  private static String what(@Nullable Object element) {
    return element == null
        ? "null"
        : element instanceof byte[] bytes
            ? "an array of " + bytes.length + " bytes"
            : "a " + element.getClass().getName();
  }

  @Override
  public byte[] commit() {
    try {
      out.close();
    } catch (IOException e) {
      throw file.failed(e);
    }
    return file.commit();
  }

  @Override
  public void abort() throws IOException {
    try {
      out.close();
    } finally {
      file.remove();
    }
  }
}
