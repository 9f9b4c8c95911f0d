package dev.firesteel.benchmarks.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How large the jars are that an application of a peer runs on. */
final class ClassPaths {
  static final String BENCH = "class-path";
  static final String FIGURE = "class_path_mb";

  private ClassPaths() {}

  /**
   * A run without a process; none for a peer without jars. The benchmarks' own jar is not counted.
   */
  static Optional<Run> of(Peer peer, String master, Path home) throws IOException {
    Optional<Path> directory = peer.classPath(home).filter(Files::isDirectory);
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> jars = Files.list(directory.get())) {
      long bytes = jars.filter(ClassPaths::isCounted).mapToLong(ClassPaths::size).sum();
      return Optional.of(
          new Run(
              new Cell(peer, master, BENCH),
              JsonNodeFactory.instance.objectNode().put(FIGURE, bytes / 1e6).put("ok", true)));
    }
  }

  private static boolean isCounted(Path jar) {
    return !jar.getFileName().toString().startsWith("firesteel-benchmarks");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
