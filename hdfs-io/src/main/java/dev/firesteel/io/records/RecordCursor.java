package dev.firesteel.io.records;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.StorageErrors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The records that begin before a byte. */
final class RecordCursor implements Cursor<byte[]> {
  private static final int BUFFER = 128 << 10;

  private final Location file;
  private final InputStream in;
  private final int length;
  private final long end;
  private long position;

  /** Reads from a byte on, at which the stream stands. */
  RecordCursor(Location file, InputStream in, long from, long end, int length) {
    this.file = file;
    this.in = new BufferedInputStream(in, BUFFER);
    this.position = from;
    this.end = end;
    this.length = length;
  }

  @Override
  public boolean advance(Sink<? super byte[]> sink) throws Exception {
    byte[] element;
    try {
      element = position < end ? next() : null;
    } catch (IOException e) {
      throw StorageErrors.explain("read", file, e);
    }
    if (element == null) {
      return false;
    }
    sink.accept(element);
    return true;
  }

  private byte @Nullable [] next() throws IOException {
    byte[] element = new byte[length];
    int read = in.readNBytes(element, 0, length);
    if (read == 0 && end == Long.MAX_VALUE) {
      position = end;
      return null;
    }
    if (read < length) {
      throw new MalformedDataException(
          "it ends at byte "
              + (position + read)
              + " inside a record of "
              + length
              + " bytes (check the length, or whether the file was written to its end)",
          null);
    }
    position += length;
    return element;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
