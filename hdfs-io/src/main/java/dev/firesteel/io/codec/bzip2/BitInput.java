package dev.firesteel.io.codec.bzip2;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Bits of a file, the highest of each byte first, with their position. */
final class BitInput implements Closeable {
  private final InputStream in;
  private final byte[] buffer = new byte[64 << 10];
  private int next;
  private int limit;
  private long taken;
  private long bits;
  private int count;

  /** Bits of a stream that stands at byte {@code start} of its file. */
  BitInput(InputStream in, long start) {
    this.in = in;
    this.taken = start;
  }

  /** The number of the next bit in the file. */
  long position() {
    return taken * Byte.SIZE - count;
  }

  /** Where the next bit is, for people. */
  long offset() {
    return position() / Byte.SIZE;
  }

  /** The next 1 to 32 bits. */
  int read(int number) throws IOException {
    need(number);
    count -= number;
    return (int) ((bits >>> count) & ((1L << number) - 1));
  }

  /** The next 1 to 32 bits, which stay. */
  int peek(int number) throws IOException {
    need(number);
    return (int) ((bits >>> (count - number)) & ((1L << number) - 1));
  }

  /** Passes bits that were peeked at. */
  void skip(int number) {
    count -= number;
  }

  boolean bit() throws IOException {
    return read(1) != 0;
  }

  /** The next 48 bits. */
  long magic() throws IOException {
    return ((long) read(24) << 24) | read(24);
  }

  /** Passes the bits up to the next byte. */
  void align() {
    count -= count % Byte.SIZE;
  }

  /** Whether there are no further bits. */
  boolean atEnd() throws IOException {
    return count == 0 && !fill();
  }

  private void need(int number) throws IOException {
    if (count >= number) {
      return;
    }
    while (count <= Long.SIZE - 2 * Byte.SIZE) {
      if (!fill()) {
        break;
      }
      bits = (bits << Byte.SIZE) | (buffer[next++] & 0xFF);
      count += Byte.SIZE;
      taken++;
    }
    if (count < number) {
      throw new MalformedDataException(
          "the file ends at byte " + taken + " inside bzip2 data (it is cut off)", null);
    }
  }

  private boolean fill() throws IOException {
    if (next == limit) {
      next = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
    }
    return next < limit;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
