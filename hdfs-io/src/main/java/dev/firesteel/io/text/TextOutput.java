package dev.firesteel.io.text;

import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.output.AttemptFile;
import dev.firesteel.io.output.DirectoryOutput;
import dev.firesteel.io.output.OutputTarget;
import java.io.IOException;
import java.io.OutputStream;

/** A directory of text files, one a partition. */
public final class TextOutput extends DirectoryOutput<Object> {
  private static final long serialVersionUID = 1L;

  private final Compression compression;

  /** Output to a directory. */
  public TextOutput(OutputTarget target, Compression compression) {
    super(target, compression.extension());
    this.compression = compression;
  }

  @Override
  protected PartitionWriter<Object> writer(
      AttemptFile file, OutputStream out, int partition, WriteContext context) throws IOException {
    return new TextWriter(file, compression.compress(out));
  }

  @Override
  public String describe() {
    return "text " + target();
  }
}
