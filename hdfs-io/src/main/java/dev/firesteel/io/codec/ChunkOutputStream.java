package dev.firesteel.io.codec;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes Hadoop's form of data compressed chunk by chunk: the chunk's length, its compressed length
 * (both 4 bytes, highest first), the compressed bytes.
 */
final class ChunkOutputStream extends OutputStream {
  /** Fits into Hadoop's default buffer of 256 KiB also if it does not get smaller. */
  private static final int CHUNK = 192 << 10;

  private static final int HEAD = 2 * Integer.BYTES;

  private final OutputStream out;
  private final ChunkCodec codec;
  private final byte[] plain = new byte[CHUNK];
  private final byte[] compressed;
  private int used;
  private boolean closed;

  ChunkOutputStream(OutputStream out, ChunkCodec codec) {
    this.out = out;
    this.codec = codec;
    this.compressed = new byte[codec.bound(CHUNK)];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (used == CHUNK) {
        chunk();
      }
      int part = Math.min(CHUNK - used, length - done);
      System.arraycopy(source, offset + done, plain, used, part);
      used += part;
      done += part;
    }
  }

  private void chunk() throws IOException {
    if (used > 0) {
      int length = codec.compress(plain, used, compressed);
      byte[] head = new byte[HEAD];
      java.nio.ByteBuffer.wrap(head).putInt(used).putInt(length);
      out.write(head);
      out.write(compressed, 0, length);
      used = 0;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (out) {
        chunk();
      }
    }
  }
}
