package dev.firesteel.backend.mesos.wire;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Traffic recorded from a real Mesos, a directory for each scenario. */
final class Recorded {
  private Recorded() {}

  static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(directory().resolve(file));
  }

  /** Files whose name ends so, relative to the directory of all, in order. */
  static List<String> files(String suffix) throws IOException {
    Path directory = directory();
    try (Stream<Path> all = Files.walk(directory)) {
      return all.map(file -> directory.relativize(file).toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  private static Path directory() {
    try {
      return Path.of(Recorded.class.getResource("/recorded").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
