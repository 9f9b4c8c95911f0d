package dev.firesteel.io.input;

import dev.firesteel.api.split.ReadContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells the task how many bytes it reads from storage. */
public final class CountingInputStream extends FilterInputStream {
  private final ReadContext context;

  /** Counts. */
  public CountingInputStream(InputStream in, ReadContext context) {
    super(in);
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
      context.bytesRead(read);
    }
    return read;
  }
}
