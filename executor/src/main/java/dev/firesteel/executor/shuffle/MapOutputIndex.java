package dev.firesteel.executor.shuffle;

import dev.firesteel.protocol.block.BlockData;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

  long[] sizes() {
    long[] sizes = new long[offsets.length - 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = offsets[i + 1] - offsets[i];
    }
    return sizes;
  }

  byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(12 + 8 * offsets.length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(offsets.length - 1);
    for (long offset : offsets) {
      out.writeLong(offset);
    }
    out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  static MapOutputIndex read(Path index, Path data) throws IOException {
    byte[] bytes = Files.readAllBytes(index);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 20
        || in.getInt(bytes.length - 4) != checksum(bytes, bytes.length - 4)
        || in.getInt() != MAGIC
        || in.getInt() != (bytes.length - 20) / 8) {
      throw new IOException("damaged shuffle index " + index);
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
