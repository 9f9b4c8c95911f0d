package dev.firesteel.backend.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of one child: {@code work} is its current directory, {@code temporary} its
 * directory for temporary files, {@code logs} has its standard output and error.
 */
record ChildDirectories(Path work, Path temporary, Path logs) {
  /** Directories below these two, not made yet. */
  static ChildDirectories of(Path root, Path logs, String name) {
    Path own = root.resolve(name);
    return new ChildDirectories(own.resolve("work"), own.resolve("tmp"), logs.resolve(name));
  }

  Path stdout() {
    return logs.resolve("stdout");
  }

  Path stderr() {
    return logs.resolve("stderr");
  }

  void make() throws IOException {
    Files.createDirectories(work);
    Files.createDirectories(temporary);
    Files.createDirectories(logs);
  }

  /** Deletes all but the logs. */
  void deleteWork() {
    FileTree.delete(work);
    FileTree.delete(temporary);
  }
}
