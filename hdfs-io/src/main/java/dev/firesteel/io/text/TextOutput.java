package dev.firesteel.io.text;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.TextForm;
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
  private final TextForm form;

  /**
   * Output to a directory.
   *
   * @throws FiresteelException if the form's charset can only be read
   */
  public TextOutput(OutputTarget target, Compression compression, TextForm form) {
    super(target, compression.extension());
    this.compression = compression;
    this.form = form;
    if (!form.toCharset().canEncode()) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot write text in "
              + form.charset()
              + ": this charset can only be read (use another one, such as UTF-8)");
    }
  }

  @Override
  protected PartitionWriter<Object> writer(
      AttemptFile file, OutputStream out, int partition, WriteContext context) throws IOException {
    return new TextWriter(file, compression.compress(out), form);
  }

  @Override
  public String describe() {
    return "text " + target();
  }
}
