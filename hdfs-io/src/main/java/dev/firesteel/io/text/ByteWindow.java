package dev.firesteel.io.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a stream around the record that is read: those from {@code position} to {@code
 * limit} of {@code buffer}, the first of which is byte {@code base + position} of the stream.
 */
final class ByteWindow implements Closeable {
  private final Reading reading;
  private final InputStream in;
  private final ByteRange range;

  byte[] buffer;
  int position;
  int limit;
  long base;

  /** As the range says: records begin before it only. */
  long end;

  /** Whether all bytes of the stream are there. */
  boolean exhausted;

  /**
   * Bytes of a stream.
   *
   * @param in stands at {@code base}
   * @param base offset of the stream's next byte
   * @param range where records may begin
   */
  ByteWindow(Reading reading, InputStream in, long base, ByteRange range) {
    this.reading = reading;
    this.in = in;
    this.base = base;
    this.range = range;
    this.buffer = new byte[reading.bufferSize()];
    this.end = range.end();
  }

  /** Offset of the next byte. */
  long offset() {
    return base + position;
  }

  int available() {
    return limit - position;
  }

  /** Makes at least so many bytes available, as far as there are. */
  void require(int bytes) throws IOException {
    while (available() < bytes && !exhausted) {
      fill(limit);
    }
  }

  /** The next bytes, at most so many, which stay. */
  byte[] peek(int bytes) throws IOException {
    require(bytes);
    return Arrays.copyOfRange(buffer, position, position + Math.min(bytes, available()));
  }

  /**
   * Reads on. The bytes between position and limit stay, at other places.
   *
   * @param more bytes that may follow the record there
   * @throws dev.firesteel.api.error.FiresteelException if the record is longer than it may be, or
   *     the task was cancelled
   */
  void fill(int more) throws IOException {
    reading.checkCancelled();
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      base += position;
      limit -= position;
      position = 0;
    }
    if (limit - more > reading.maxLength()) {
      throw reading.tooLong(offset(), "byte");
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * limit, Integer.MAX_VALUE - 8L));
    }
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        exhausted = true;
      } else {
        limit += read;
      }
    } catch (IOException e) {
      throw reading.failed(e);
    }
    end = range.end();
  }

  /** Refuses a record that is too long, so many bytes from the position. */
  void check(int length) {
    if (length > reading.maxLength()) {
      throw reading.tooLong(offset(), "byte");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
