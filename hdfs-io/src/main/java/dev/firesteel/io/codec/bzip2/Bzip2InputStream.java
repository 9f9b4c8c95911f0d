package dev.firesteel.io.codec.bzip2;

import dev.firesteel.io.codec.BlockInputStream;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the bzip2 blocks that begin in a range of a file, and those behind it as far as it is read.
 * Blocks begin at any bit; a range that does not start with the file is searched for the magic
 * number of 48 bits with which they begin.
 */
public final class Bzip2InputStream extends BlockInputStream {
  private static final long BLOCK = 0x314159265359L;
  private static final long FOOTER = 0x177245385090L;
  private static final int MAGIC_BITS = 48;

  private final BitInput in;
  private final Block block;
  private final long endBit;
  private long produced;
  private long end = Long.MAX_VALUE;
  private boolean inStream;
  private boolean inBlock;
  private boolean finished;

  /** Whether the stream was read from its header on, so that its checksum is known. */
  private boolean summed;

  private int sum;

  /**
   * Reads a range.
   *
   * @param in stands at {@code start}
   */
  public Bzip2InputStream(InputStream in, long start, long end) throws IOException {
    this.in = new BitInput(in, start);
    this.block = new Block(this.in);
    this.endBit = end * Byte.SIZE;
    if (start > 0) {
      seek();
    }
  }

  /** Bytes that the blocks of the range hold; {@link Long#MAX_VALUE} until that is known. */
  public long end() {
    return end;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!finished) {
      if (inBlock) {
        int given = block.give(target, offset, length);
        if (given > 0) {
          produced += given;
          return given;
        }
        inBlock = false;
        sum = Integer.rotateLeft(sum, 1) ^ block.crc();
      } else if (inStream) {
        nextBlock();
      } else {
        nextStream();
      }
    }
    return -1;
  }

  private void seek() throws IOException {
    long window = 0;
    long first = in.position();
    while (in.position() - MAGIC_BITS < endBit && !in.atEnd()) {
      window = ((window << 1) | in.read(1)) & ((1L << MAGIC_BITS) - 1);
      if (window == BLOCK && in.position() - first >= MAGIC_BITS) {
        if (in.position() - MAGIC_BITS < endBit) {
          inStream = true;
          inBlock = true;
          block.read();
          return;
        }
      }
    }
    end = 0;
    finished = true;
  }

  private void nextBlock() throws IOException {
    long position = in.position();
    long magic = in.magic();
    if (magic == BLOCK) {
      if (position >= endBit && end == Long.MAX_VALUE) {
        end = produced;
      }
      block.read();
      inBlock = true;
    } else if (magic == FOOTER) {
      footer(position / Byte.SIZE);
    } else {
      throw new MalformedDataException(
          "malformed bzip2 data: no block at byte " + position / Byte.SIZE, null);
    }
  }

  private void footer(long at) throws IOException {
    int wanted = in.read(32);
    if (summed && wanted != sum) {
      throw new MalformedDataException(
          "wrong checksum of the bzip2 data that ends at byte " + at, null);
    }
    in.align();
    inStream = false;
  }

  private void nextStream() throws IOException {
    if (in.atEnd()) {
      finished = true;
      return;
    }
    long at = in.offset();
    int first = in.read(8);
    if (first == 0 && at > 0) {
      padding();
      return;
    }
    if (first != 'B' || in.read(8) != 'Z' || in.read(8) != 'h' || !level(in.read(8))) {
      throw new MalformedDataException("no bzip2 data at byte " + at, null);
    }
    inStream = true;
    summed = true;
    sum = 0;
  }

  private static boolean level(int letter) {
    return letter >= '1' && letter <= '9';
  }

  private void padding() throws IOException {
    while (!in.atEnd()) {
      if (in.read(8) != 0) {
        throw new MalformedDataException("no bzip2 data at byte " + (in.offset() - 1), null);
      }
    }
    finished = true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
