package dev.firesteel.io.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.xerial.snappy.SnappyFramedInputStream;

/** Snappy as Hadoop writes it, in chunks, and in its framing format, known by its first byte. */
final class Snappy implements ChunkCodec {
  private static final String WHAT = "snappy data";

  /** The first byte of frames; Hadoop's would be a negative length. */
  private static final int FRAMES = 0xFF;

  static InputStream decompress(InputStream in) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(in, 1);
    byte[] start = whole.readNBytes(1);
    whole.unread(start);
    return start.length == 1 && (start[0] & 0xFF) == FRAMES
        ? GuardedInputStream.open(WHAT, whole, raw -> new SnappyFramedInputStream(raw, true))
        : new ChunkInputStream(whole, new Snappy());
  }

  @Override
  public String what() {
    return WHAT;
  }

  @Override
  public int bound(int length) {
    return org.xerial.snappy.Snappy.maxCompressedLength(length);
  }

  @Override
  public int compress(byte[] plain, int length, byte[] target) throws IOException {
    return org.xerial.snappy.Snappy.compress(plain, 0, length, target, 0);
  }

  @Override
  public int room(byte[] compressed, int length, int atMost) throws IOException {
    return org.xerial.snappy.Snappy.uncompressedLength(compressed, 0, length);
  }

  @Override
  public int decompress(byte[] compressed, int length, byte[] target, int room) throws IOException {
    return org.xerial.snappy.Snappy.uncompress(compressed, 0, length, target, 0);
  }
}
