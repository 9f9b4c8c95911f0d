package dev.firesteel.io.codec.bzip2;

import dev.firesteel.io.codec.BlockInputStream;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the bzip2 blocks that begin in a range of a file, and those behind it as far as it is read.
 */
public final class Bzip2InputStream extends BlockInputStream {
  private final InputStream in;

  /**
   * Reads a range.
   *
   * @param in stands at {@code start}
   */
  public Bzip2InputStream(InputStream in, long start, long end) {
    this.in = in;
  }

  /** Bytes that the blocks of the range hold; {@link Long#MAX_VALUE} until that is known. */
  public long end() {
    return Long.MAX_VALUE;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    throw new MalformedDataException("bzip2 is not read yet", null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
