package dev.firesteel.io.blocks;

import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.io.output.AttemptFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes one attempt's file of blocks. */
final class BlockWriter implements PartitionWriter<byte[]> {
  private static final int BUFFER = 128 << 10;

  private final AttemptFile file;
  private final OutputStream out;
  private final byte[] header;
  private boolean begun;
  private long blocks;
  private long bytes;

  BlockWriter(AttemptFile file, OutputStream out, int partition, int partitions) {
    this.file = file;
    this.out = new BufferedOutputStream(out, BUFFER);
    this.header = BlockFile.header(partition, partitions);
  }

  @Override
  public void accept(byte[] block) {
    try {
      begin();
      out.write(BlockFile.head(block));
      out.write(block);
      blocks++;
      bytes += block.length;
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      out.write(header);
    }
  }

  @Override
  public byte[] commit() {
    try (out) {
      begin();
      out.write(BlockFile.end(blocks, bytes));
    } catch (IOException e) {
      throw file.failed(e);
    }
    return file.commit();
  }

  @Override
  public void abort() throws IOException {
    try {
      out.close();
    } finally {
      file.remove();
    }
  }
}
