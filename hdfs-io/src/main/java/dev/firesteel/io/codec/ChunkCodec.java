package dev.firesteel.io.codec;

import java.io.IOException;

/** Compresses pieces that fit into memory. Used by one thread at a time. */
interface ChunkCodec {
  /** What it makes, for errors, such as {@code lz4 data}. */
  String what();

  /** Bytes that compressed data can take at most. */
  int bound(int length);

  /** Compresses to the start of an array that is large enough; tells how many bytes it became. */
  int compress(byte[] plain, int length, byte[] target) throws IOException;

  /** A number of bytes that the data hold at most, or less if that is impossible anyway. */
  int room(byte[] compressed, int length, int atMost) throws IOException;

  /**
   * Decompresses to the start of an array; tells how many bytes it became.
   *
   * @throws IOException or a runtime exception if the data are malformed or need more room
   */
  int decompress(byte[] compressed, int length, byte[] target, int room) throws IOException;
}
