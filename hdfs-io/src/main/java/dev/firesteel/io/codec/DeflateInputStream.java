package dev.firesteel.io.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** Reads a zlib stream (RFC 1950). */
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
    if (finished || length == 0) {
      return finished ? -1 : 0;
    }
    int read = inflating.read(target, offset, length, WHAT);
    finished = read < 0;
    return read;
  }

  @Override
  public void close() throws IOException {
    inflating.close();
    raw.close();
  }
}
