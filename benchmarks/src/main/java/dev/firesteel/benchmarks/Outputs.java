package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.benchmarks.corpus.Mix;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Checks and removes what benchmarks wrote; needs nothing but the JDK. */
public final class Outputs {
  private Outputs() {}

  /**
   * What files hold.
   *
   * @param count words or lines
   * @param checksum of all of them, in any order
   * @param inOrder whether they are in the order that was asked for
   */
  public record Found(long count, long checksum, boolean inOrder) {
    /** Whether that is what the corpus must give; {@code unit} is the fact that counts it. */
    public boolean matches(Corpus corpus, String unit) {
      return inOrder && count == corpus.fact(unit) && checksum == corpus.fact("checksum");
    }
  }

  private static List<Path> parts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  /** The words of lines {@code word TAB count}, in any order. */
  public static Found words(Path directory) throws IOException {
    long checksum = 0;
    long words = 0;
    for (Path part : parts(directory)) {
      for (String line : Files.readAllLines(part)) {
        int tab = line.indexOf('\t');
        long count = Long.parseLong(line.substring(tab + 1));
        checksum += Mix.mix(line.substring(0, tab).hashCode()) * count;
        words += count;
      }
    }
    return new Found(words, checksum, true);
  }

  /** The records, which must be in the order of their keys over all files. */
  public static Found sorted(Path directory) throws IOException {
    long checksum = 0;
    long lines = 0;
    boolean inOrder = true;
    byte[] before = new byte[10];
    byte[] line = new byte[100];
    CRC32 crc = new CRC32();
    for (Path part : parts(directory)) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 20)) {
        while (in.readNBytes(line, 0, line.length) == line.length) {
          inOrder &= line[99] == '\n' && Arrays.compareUnsigned(before, 0, 10, line, 0, 10) <= 0;
          System.arraycopy(line, 0, before, 0, 10);
          crc.reset();
          crc.update(line, 0, 99);
          checksum += crc.getValue();
          lines++;
        }
      }
    }
    return new Found(lines, checksum, inOrder);
  }

  /** Removes a directory and all in it; links are not followed. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
