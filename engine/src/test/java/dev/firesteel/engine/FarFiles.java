package dev.firesteel.engine;

import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another file system, {@code far:}, which is a directory of this one. */
final class FarFiles implements Fetching {
  final List<String> fetched = new ArrayList<>();
  private final Path root;

  FarFiles(Path root) {
    this.root = root;
  }

  @Override
  public void fetch(FileEntry file, Path to) {
    fetched.add(file.location());
    Path from = root.resolve(file.location().replaceFirst("^far:/*", ""));
    if (!Files.exists(from)) {
      throw new FiresteelException(ErrorCategory.INPUT_OUTPUT, "Cannot read " + file.location());
    }
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
