package dev.firesteel.io.text;

import dev.firesteel.api.split.ReadContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells the task how many bytes it reads from storage. */
final class CountingInputStream extends FilterInputStream {
  private final ReadContext context;

  CountingInputStream(InputStream in, ReadContext context) {
    super(in);
    this.context = context;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      context.bytesRead(1);
    }
    return b;
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
