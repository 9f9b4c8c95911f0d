package dev.firesteel.io.input;

import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file as it was when the input was planned. What was appended since is not there; a
 * file that became shorter is noticed, so that its missing records are not taken for read. Tells
 * the task how many bytes it reads from storage.
 */
final class PlannedBytes extends InputStream {
  private final InputStream in;
  private final ReadContext context;
  private final long length;
  private long position;

  /**
   * Bytes of a file.
   *
   * @param in stands at {@code position}
   * @param length bytes of the file when the input was planned
   */
  PlannedBytes(InputStream in, long position, long length, ReadContext context) {
    this.in = in;
    this.position = position;
    this.length = length;
    this.context = context;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) throws IOException {
    long left = length - position;
    if (left <= 0) {
      return wanted == 0 ? 0 : -1;
    }
    int read = in.read(target, offset, (int) Math.min(wanted, left));
    if (read < 0) {
      throw shorter(position, length);
    }
    position += read;
    context.bytesRead(read);
    return read;
  }

  /**
   * The failure of a file that does not have all its bytes any more.
   *
   * @param most bytes that it has at most
   * @param length bytes that it had when the input was planned
   */
  static MalformedDataException shorter(long most, long length) {
    return new MalformedDataException(
        "it has at most "
            + most
            + " bytes but had "
            + length
            + " when the job was planned (do not change input that a job reads)",
        null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
