package dev.firesteel.io.records;

import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.output.AttemptFile;
import dev.firesteel.io.output.DirectoryOutput;
import dev.firesteel.io.output.OutputTarget;
import java.io.IOException;
import java.io.OutputStream;

/** A directory of files of binary records of one length, one a partition. */
public final class RecordOutput extends DirectoryOutput<Object> {
  private static final long serialVersionUID = 1L;

  private final int length;
  private final Compression compression;

  /**
   * Output to a directory.
   *
   * @param length bytes of each record, at least 1
   */
  public RecordOutput(OutputTarget target, int length, Compression compression) {
    super(target, compression.extension());
    this.length = RecordInput.checked("write", length);
    this.compression = compression;
  }

  @Override
  protected PartitionWriter<Object> writer(
      AttemptFile file, OutputStream out, int partition, WriteContext context) throws IOException {
    return new RecordWriter(file, compression.compress(out), length);
  }

  @Override
  public String describe() {
    return "records of " + length + " bytes " + target();
  }
}
