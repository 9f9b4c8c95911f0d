package dev.firesteel.backend.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The directories of one child.
 *
 * @param own its own in each of the local directories, for all that it writes; in the first one are
 *     its current directory and its directory for temporary files
 * @param logs where its standard output and error are
 */
record ChildDirectories(List<Path> own, Path logs) {
  /** Copies the list. */
  ChildDirectories {
    own = List.copyOf(own);
  }

  Path work() {
    return own.get(0).resolve("work");
  }

  Path temporary() {
    return own.get(0).resolve("tmp");
  }

  /** Where it keeps shuffle files, spilled and cached blocks. */
  List<Path> scratch() {
    return own.stream().map(path -> path.resolve("scratch")).toList();
  }

  Path stdout() {
    return logs.resolve("stdout");
  }

  Path stderr() {
    return logs.resolve("stderr");
  }

  /** Where the logs can be found after the application; empty if they are deleted with it. */
  Optional<Path> keptLogs() {
    return logs.startsWith(own.get(0).getParent()) ? Optional.empty() : Optional.of(logs);
  }

  void make() throws IOException {
    Files.createDirectories(work());
    Files.createDirectories(temporary());
    Files.createDirectories(logs);
    for (Path path : scratch()) {
      Files.createDirectories(path);
    }
  }

  /** Deletes all but the logs. */
  void deleteWork() {
    own.forEach(FileTree::delete);
  }
}
