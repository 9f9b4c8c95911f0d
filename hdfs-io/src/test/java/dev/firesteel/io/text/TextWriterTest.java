package dev.firesteel.io.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.io.output.RenamedFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.PathResolver;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full while a partition is written. */
final class TextWriterTest {
  @TempDir Path root;

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @Test
  void aFullDiskIsNamedAndTheAttemptRemoved() throws Exception {
    Path attempt = Files.writeString(root.resolve("attempt"), "half");
    Location file = new PathResolver(Config.empty()).resolve("file:" + attempt);
    Storage storage = new PathResolver(Config.empty()).storages().of(file);
    TextWriter writer =
        new TextWriter(new RenamedFile(storage, file), new FullDisk(), TextForm.LINES);
    writer.accept("fits the buffer");
    assertThatThrownBy(() -> writer.accept("x".repeat(300_000))).satisfies(e -> full(e, file));
    assertThatThrownBy(writer::commit).satisfies(e -> full(e, file));
    writer.abort();
    assertThat(attempt).doesNotExist();
  }

  private static final class Unclosable extends OutputStream {
    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public void close() throws IOException {
      throw new IOException("the last block has no replica");
    }
  }

  @Test
  void aFileThatCannotBeClosedFailsItsTask() throws Exception {
    Path attempt = Files.writeString(root.resolve("attempt"), "half");
    Location file = new PathResolver(Config.empty()).resolve("file:" + attempt);
    Storage storage = new PathResolver(Config.empty()).storages().of(file);
    TextWriter writer =
        new TextWriter(new RenamedFile(storage, file), new Unclosable(), TextForm.LINES);
    writer.accept("x");
    assertThatThrownBy(writer::commit)
        .hasMessage("Cannot write " + file + ": the last block has no replica");
    assertThatThrownBy(writer::abort).hasMessage("the last block has no replica");
    assertThat(attempt).doesNotExist();
  }

  private static void full(Throwable e, Location file) {
    assertThat(((FiresteelException) e).category()).isEqualTo(ErrorCategory.RESOURCES);
    assertThat(e)
        .hasMessage(
            "Cannot write "
                + file
                + ": the disk is full or a quota is reached (free space): No space left on device");
  }
}
