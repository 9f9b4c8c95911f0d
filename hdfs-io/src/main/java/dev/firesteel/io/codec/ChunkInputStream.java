package dev.firesteel.io.codec;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads Hadoop's form of data compressed chunk by chunk: blocks of a length (4 bytes, highest
 * first) and chunks up to that length, each with its compressed length (4 bytes) before it.
 */
final class ChunkInputStream extends BlockInputStream {
  /** Far above all buffers that writers have; more means that the data are no such data. */
  private static final int LARGEST = 64 << 20;

  private final RawInput raw;
  private final ChunkCodec codec;
  private byte[] compressed = new byte[0];
  private byte[] plain = new byte[0];
  private int position;
  private int limit;
  private long restOfBlock;

  ChunkInputStream(InputStream in, ChunkCodec codec) {
    this.raw = new RawInput(in);
    this.codec = codec;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == limit) {
      if (restOfBlock == 0) {
        if (!raw.fill()) {
          return -1;
        }
        restOfBlock = length("block", raw.offset(), Integer.MAX_VALUE);
      } else {
        chunk();
      }
    }
    int given = Math.min(length, limit - position);
    System.arraycopy(plain, position, target, offset, given);
    position += given;
    return given;
  }

  private int length(String part, long at, int largest) throws IOException {
    int length = raw.bigEndianInt(codec.what());
    if (length < 0 || length > largest) {
      throw new MalformedDataException(
          "no " + codec.what() + " at byte " + at + ": its " + part + " has an impossible length",
          null);
    }
    return length;
  }

  private void chunk() throws IOException {
    long at = raw.offset();
    int length = length("chunk", at, LARGEST);
    compressed = raw.read(compressed, length, codec.what());
    int room = (int) Math.min(restOfBlock, LARGEST);
    try {
      int needed = codec.room(compressed, length, room);
      // Negative if 32 bits of length say more than 2 GiB; the native code would not look again.
      if (needed < 0 || needed > room) {
        throw damaged(at, "it is longer than its block", null);
      }
      if (plain.length < needed) {
        plain = new byte[needed];
      }
      limit = codec.decompress(compressed, length, plain, needed);
      position = 0;
    } catch (MalformedDataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(at, String.valueOf(e.getMessage()), e);
    }
    if (limit == 0) {
      throw damaged(at, "it holds nothing", null);
    }
    restOfBlock -= limit;
  }

  private MalformedDataException damaged(
      long at, String why, @org.jspecify.annotations.Nullable Exception cause) {
    return new MalformedDataException(
        "malformed " + codec.what() + ": the chunk at byte " + at + " is damaged: " + why, cause);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
