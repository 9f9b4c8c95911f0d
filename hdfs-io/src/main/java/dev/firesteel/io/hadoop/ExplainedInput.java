package dev.firesteel.io.hadoop;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a file; of damaged bytes it tells the block, which Hadoop's failure does not name. */
final class ExplainedInput extends InputStream {
  private final FSDataInputStream in;

  ExplainedInput(FSDataInputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (ChecksumException e) {
      throw damaged(e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (ChecksumException e) {
      throw damaged(e);
    }
  }

  private StorageException damaged(ChecksumException e) {
    String block = block();
    return new StorageException(
        ErrorCategory.INPUT_OUTPUT,
        "it is damaged, and no DataNode that can be reached has a good copy"
            + (block == null ? "" : " of block " + block)
            + " (restore the file): "
            + HadoopFailure.of(e).line(),
        e);
  }

  private @Nullable String block() {
    return in instanceof HdfsDataInputStream hdfs && hdfs.getCurrentBlock() != null
        ? hdfs.getCurrentBlock().getBlockName()
        : null;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return in.skip(bytes);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
