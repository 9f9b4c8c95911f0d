package dev.firesteel.backend.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of one child: below {@code own} its current directory and its directory for
 * temporary files; in {@code logs} its standard output and error.
 */
record ChildDirectories(Path own, Path logs) {
  /** Directories below these two, not made yet. */
  static ChildDirectories of(Path root, Path logs, String name) {
    return new ChildDirectories(root.resolve(name), logs.resolve(name));
  }

  Path work() {
    return own.resolve("work");
  }

  Path temporary() {
    return own.resolve("tmp");
  }

  Path stdout() {
    return logs.resolve("stdout");
  }

  Path stderr() {
    return logs.resolve("stderr");
  }

  void make() throws IOException {
    Files.createDirectories(work());
    Files.createDirectories(temporary());
    Files.createDirectories(logs);
  }

  /** Deletes all but the logs. */
  void deleteWork() {
    FileTree.delete(own);
  }
}
