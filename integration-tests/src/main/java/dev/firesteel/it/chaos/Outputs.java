package dev.firesteel.it.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Directories that jobs wrote. */
final class Outputs {
  private Outputs() {}

  /** What keeps a directory from having each part once, a mark of success, and nothing else. */
  static List<String> wrongFiles(Path directory, int parts) throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("_SUCCESS"));
    for (int i = 0; i < parts; i++) {
      expected.add(part(i));
    }
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .forEach(found::add);
    }
    return found.equals(expected)
        ? List.of()
        : List.of("the output has " + found + " instead of " + expected);
  }

  private static String part(int index) {
    return String.format(Locale.ROOT, "part-%05d", index);
  }

  /** Reads the lines of all parts, in the order of parts. */
  static void forEachLine(Path directory, Consumer<String> reader) throws IOException {
    List<Path> parts = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .forEach(parts::add);
    }
    for (Path part : parts) {
      try (BufferedReader lines = Files.newBufferedReader(part)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          reader.accept(line);
        }
      }
    }
  }
}
