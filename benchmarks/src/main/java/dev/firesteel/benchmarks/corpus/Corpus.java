package dev.firesteel.benchmarks.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A generated file and what is known of it.
 *
 * @param file where it is
 * @param facts what its maker knows: bytes, lines, checksum and so on
 */
public record Corpus(Path file, Properties facts) {
  /** The file of this name in the directory, made by {@code maker} if it is not there yet. */
  static Corpus of(Path directory, String name, Maker maker) {
    Path file = directory.resolve(name);
    Path meta = directory.resolve(name + ".facts");
    Properties facts = new Properties();
    try {
      if (!Files.exists(meta)) {
        Files.createDirectories(directory);
        maker.make(file, facts);
        try (OutputStream out = Files.newOutputStream(meta)) {
          facts.store(out, null);
        }
      } else {
        try (InputStream in = Files.newInputStream(meta)) {
          facts.load(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make corpus " + file + ": " + e.getMessage(), e);
    }
    return new Corpus(file, facts);
  }

  /** A number among the facts. */
  public long fact(String name) {
    return Long.parseLong(facts.getProperty(name));
  }

  /** Writes the file and notes facts. */
  interface Maker {
    void make(Path file, Properties facts) throws IOException;
  }
}
