package dev.firesteel.executor.spill;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Checks a row of chunks that arrives in pieces, without decompressing them. Not safe for threads.
 */
public final class ChunkCheck {
  private final ByteBuffer header = ByteBuffer.allocate(ChunkStream.HEADER);
  private final CRC32C checksum = new CRC32C();
  private int left;

  /**
   * The next bytes.
   *
   * @throws DamagedChunkException if they are not what was written
   */
  public void accept(byte[] bytes) throws DamagedChunkException {
    for (int at = 0; at < bytes.length; ) {
      if (left == 0) {
        int n = Math.min(header.remaining(), bytes.length - at);
        header.put(bytes, at, n);
        at += n;
        begin();
      } else {
        int n = Math.min(left, bytes.length - at);
        checksum.update(bytes, at, n);
        at += n;
        left -= n;
        end();
      }
    }
  }

  private void begin() throws DamagedChunkException {
    if (!header.hasRemaining()) {
      int raw = header.getInt(0);
      left = header.getInt(4);
      if (left <= 0 || left > raw || raw > ChunkReader.LARGEST) {
        throw new DamagedChunkException(
            "damaged chunk: lengths " + raw + " and " + left + " cannot be");
      }
      checksum.reset();
    }
  }

  private void end() throws DamagedChunkException {
    if (left == 0) {
      if ((int) checksum.getValue() != header.getInt(8)) {
        throw new DamagedChunkException("damaged chunk: the checksum does not match");
      }
      header.clear();
    }
  }

  /**
   * There are no more bytes.
   *
   * @throws DamagedChunkException if a chunk is cut off
   */
  public void finish() throws DamagedChunkException {
    if (left > 0 || header.position() > 0) {
      throw new DamagedChunkException("damaged chunk: it is cut off");
    }
  }
}
