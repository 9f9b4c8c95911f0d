package dev.firesteel.io.blocks;

import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.output.AttemptFile;
import dev.firesteel.io.output.DirectoryOutput;
import dev.firesteel.io.output.OutputTarget;
import java.io.OutputStream;

/** A directory of files of blocks, one a partition. */
public final class BlockOutput extends DirectoryOutput<byte[]> {
  private static final long serialVersionUID = 1L;

  /** Output to a directory. */
  public BlockOutput(OutputTarget target) {
    super(target, "");
  }

  @Override
  protected PartitionWriter<byte[]> writer(
      AttemptFile file, OutputStream out, int partition, WriteContext context) {
    return new BlockWriter(file, out, partition, context.partitions());
  }

  @Override
  public String describe() {
    return "blocks " + target();
  }
}
