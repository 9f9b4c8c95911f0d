package dev.firesteel.io.blocks;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a file of blocks. Numbers are big-endian.
 *
 * <table>
 * <caption>Parts of a file</caption>
 * <tr><td>header</td><td>magic (8 bytes), partition (4), partitions of the output (4), CRC-32C of
 * these (4)</td></tr>
 * <tr><td>each block</td><td>length (4, at least 0), CRC-32C of the bytes (4), the bytes</td></tr>
 * <tr><td>end</td><td>-1 (4), number of blocks (8), their bytes (8), CRC-32C of these (4)</td></tr>
 * </table>
 */
final class BlockFile {
  static final int HEADER = 20;
  static final int BLOCK_HEAD = 8;
  static final int END_MARK = -1;
  static final int END = 24;

  /** {@code FSTLBLK} and the version of this form. */
  static final long MAGIC = 0x4653544C_424C4B01L;

  private BlockFile() {}

  static byte[] header(int partition, int partitions) {
    byte[] header = new byte[HEADER];
    ByteBuffer.wrap(header).putLong(MAGIC).putInt(partition).putInt(partitions);
    return sealed(header);
  }

  static byte[] head(byte[] block) {
    return ByteBuffer.allocate(BLOCK_HEAD)
        .putInt(block.length)
        .putInt(crc(block, block.length))
        .array();
  }

  static byte[] end(long blocks, long bytes) {
    byte[] end = new byte[END];
    ByteBuffer.wrap(end).putInt(END_MARK).putLong(blocks).putLong(bytes);
    return sealed(end);
  }

  /** The last 4 bytes become the checksum of those before them. */
  private static byte[] sealed(byte[] part) {
    int length = part.length - Integer.BYTES;
    ByteBuffer.wrap(part).putInt(length, crc(part, length));
    return part;
  }

  /** Whether the last 4 bytes are the checksum of those before them. */
  static boolean intact(byte[] part) {
    int length = part.length - Integer.BYTES;
    return ByteBuffer.wrap(part).getInt(length) == crc(part, length);
  }

  static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
