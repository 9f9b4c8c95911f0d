package dev.firesteel.io.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** Reads zlib streams (RFC 1950), one after the other, as Hadoop does. */
public final class DeflateInputStream extends BlockInputStream {
  private static final String WHAT = "zlib data";

  private final RawInput raw;
  private final Inflating inflating;
  private boolean finished;

  /** Reads from the start of a file. */
  public DeflateInputStream(InputStream in) {
    this.raw = new RawInput(in);
    this.inflating = new Inflating(raw, new Inflater());
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!finished) {
      int read = inflating.read(target, offset, length, WHAT);
      if (read > 0) {
        return read;
      }
      finished = !raw.fill();
      inflating.reset();
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflating.close();
    raw.close();
  }
}
