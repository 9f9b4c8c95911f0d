package dev.firesteel.io.input;

import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells the task how many bytes it reads from storage, and notices a file that became shorter since
 * the input was planned, so that its missing lines are not taken for read.
 */
public final class CountingInputStream extends FilterInputStream {
  private final ReadContext context;
  private final long plannedEnd;
  private long position;

  /**
   * Counts.
   *
   * @param in stands at {@code position}
   * @param plannedEnd bytes that the file has at least
   */
  public CountingInputStream(InputStream in, long position, long plannedEnd, ReadContext context) {
    super(in);
    this.position = position;
    this.plannedEnd = plannedEnd;
    this.context = context;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      position += read;
      context.bytesRead(read);
    } else if (read < 0 && position < plannedEnd) {
      throw new MalformedDataException(
          "it ends at byte "
              + position
              + " but was longer when the job was planned (do not change input that a job reads)",
          null);
    }
    return read;
  }
}
