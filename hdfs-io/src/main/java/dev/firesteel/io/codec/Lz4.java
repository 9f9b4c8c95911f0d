package dev.firesteel.io.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * LZ4 as Hadoop writes it, in chunks, and as the {@code lz4} tool does, in frames. Frames are known
 * by their magic number, which would be an absurd length of Hadoop's.
 */
final class Lz4 implements ChunkCodec {
  private static final String WHAT = "lz4 data";
  private static final int FRAME = 0x184D2204;
  private static final int SKIPPED_FRAME = 0x184D2A50;
  private static final int INDEPENDENT_BLOCKS = 1 << 5;

  private final LZ4Factory lz4 = LZ4Factory.fastestInstance();

  static InputStream decompress(InputStream in) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(in, 5);
    byte[] start = whole.readNBytes(5);
    whole.unread(start);
    if (start.length < 5) {
      return new ChunkInputStream(whole, new Lz4());
    }
    int magic = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (magic == FRAME && (start[4] & INDEPENDENT_BLOCKS) == 0) {
      return GuardedInputStream.open(
          WHAT, whole, raw -> new FramedLZ4CompressorInputStream(raw, true));
    }
    return magic == FRAME || (magic & ~0xF) == SKIPPED_FRAME
        ? GuardedInputStream.open(WHAT, whole, LZ4FrameInputStream::new)
        : new ChunkInputStream(whole, new Lz4());
  }

  @Override
  public String what() {
    return WHAT;
  }

  @Override
  public int bound(int length) {
    return lz4.fastCompressor().maxCompressedLength(length);
  }

  @Override
  public int compress(byte[] plain, int length, byte[] target) {
    return lz4.fastCompressor().compress(plain, 0, length, target, 0, target.length);
  }

  @Override
  public int room(byte[] compressed, int length, int atMost) {
    return (int) Math.min(atMost, length * 255L);
  }

  @Override
  public int decompress(byte[] compressed, int length, byte[] target, int room) {
    return lz4.safeDecompressor().decompress(compressed, 0, length, target, 0, room);
  }
}
