package dev.firesteel.io.codec;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes with a buffer and the offset, so that errors can say where they are. */
public final class RawInput implements Closeable {
  private static final int BUFFER = 64 << 10;

  private final InputStream in;
  private final byte[] buffer;
  private int position;
  private int limit;
  private long base;

  RawInput(InputStream in) {
    this(in, 0);
  }

  /**
   * Reads from a byte on.
   *
   * @param in stands at {@code start}
   */
  public RawInput(InputStream in, long start) {
    this.in = in;
    this.base = start;
    this.buffer = new byte[in instanceof ByteArrayInputStream bytes ? size(bytes) : BUFFER];
  }

  private static int size(ByteArrayInputStream bytes) {
    return Math.max(1, Math.min(BUFFER, bytes.available()));
  }

  /** Offset of the next byte. */
  public long offset() {
    return base + position;
  }

  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  int available() {
    return limit - position;
  }

  /** Makes one byte available; false at the end. */
  public boolean fill() throws IOException {
    while (position == limit) {
      base += limit;
      position = 0;
      limit = 0;
      int read = in.read(buffer, 0, buffer.length);
      if (read < 0) {
        return false;
      }
      limit = read;
    }
    return true;
  }

  void skip(int bytes) {
    position += bytes;
  }

  /** The next byte. */
  public int next(String what) throws IOException {
    if (!fill()) {
      throw cutOff(what);
    }
    return buffer[position++] & 0xFF;
  }

  /** The next four bytes, lowest first. */
  long littleEndianInt(String what) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) next(what) << shift;
    }
    return value;
  }

  /** The next four bytes, highest first. */
  public int bigEndianInt(String what) throws IOException {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = (value << Byte.SIZE) | next(what);
    }
    return value;
  }

  /**
   * The next bytes, at the start of an array that is taken if it is large enough. A wrong length
   * takes no more memory than there are bytes.
   */
  public byte[] read(byte[] reused, int length, String what) throws IOException {
    byte[] target = reused;
    int done = 0;
    while (done < length) {
      if (!fill()) {
        throw cutOff(what);
      }
      if (target.length == done) {
        target = Arrays.copyOf(target, (int) Math.min(length, Math.max(BUFFER, done * 2L)));
      }
      int part = Math.min(available(), Math.min(target.length, length) - done);
      System.arraycopy(buffer, position, target, done, part);
      position += part;
      done += part;
    }
    return target;
  }

  private MalformedDataException cutOff(String what) {
    return new MalformedDataException(
        "the file ends at byte " + offset() + " inside " + what + " (it is cut off)", null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
