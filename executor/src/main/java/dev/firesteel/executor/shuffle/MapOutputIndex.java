package dev.firesteel.executor.shuffle;

import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where each reduce partition's block lies in a map task's data file. As a file: magic (4 bytes),
 * number of partitions (4), the partitions' offsets and the file's length (8 each), CRC-32C of all
 * before (4), big-endian.
 */
final class MapOutputIndex {
  private static final int MAGIC = 0x46534958;

  private final Path data;
  private final long[] offsets;

  /** An index of {@code offsets.length - 1} blocks; the last offset is the file's length. */
  MapOutputIndex(Path data, long[] offsets) {
    this.data = data;
    this.offsets = offsets;
  }

  Path data() {
    return data;
  }

  BlockData.FileSlice block(int reduce) {
    if (reduce < 0 || reduce >= offsets.length - 1) {
      throw new IllegalArgumentException(
          "Cannot find block " + reduce + " in " + data + ": it has " + (offsets.length - 1));
    }
    return new BlockData.FileSlice(data, offsets[reduce], offsets[reduce + 1] - offsets[reduce]);
  }

  /** Number of reduce partitions. */
  int partitions() {
    return offsets.length - 1;
  }

  /** Bytes of all blocks together. */
  long length() {
    return offsets[offsets.length - 1];
  }

  long[] offsets() {
    return offsets;
  }

  /** A piece of the file for those who copy all of it; none behind the last. */
  Optional<BlockData> piece(int piece) {
    long offset = (long) piece * BlockKey.PIECE_BYTES;
    return piece < 0 || offset >= length()
        ? Optional.empty()
        : Optional.of(
            new BlockData.FileSlice(
                data, offset, Math.min(BlockKey.PIECE_BYTES, length() - offset)));
  }

  long[] sizes() {
    long[] sizes = new long[offsets.length - 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = offsets[i + 1] - offsets[i];
    }
    return sizes;
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(12 + 8 * offsets.length);
    out.putInt(MAGIC);
    out.putInt(offsets.length - 1);
    for (long offset : offsets) {
      out.putLong(offset);
    }
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  static MapOutputIndex read(Path index, Path data) throws IOException {
    return decode(Files.readAllBytes(index), index.toString(), data);
  }

  /** The index that {@link #encode} wrote. */
  static MapOutputIndex decode(byte[] bytes, String name, Path data) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 20
        || in.getInt(bytes.length - 4) != checksum(bytes, bytes.length - 4)
        || in.getInt() != MAGIC
        || in.getInt() != (bytes.length - 20) / 8) {
      throw new IOException("damaged shuffle index " + name);
    }
    long[] offsets = new long[(bytes.length - 12) / 8];
    in.asLongBuffer().get(offsets);
    return new MapOutputIndex(data, offsets);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
