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

/** Checks and removes what benchmarks wrote. */
final class Outputs {
  private Outputs() {}

  private static List<Path> parts(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  /** Whether the counts are those of the corpus, in any order. */
  static boolean words(Path directory, Corpus corpus) throws IOException {
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
    return checksum == corpus.fact("checksum") && words == corpus.fact("words");
  }

  /** Whether the records are those of the corpus, in the order of their keys over all files. */
  static boolean sorted(Path directory, Corpus corpus) throws IOException {
    long checksum = 0;
    long lines = 0;
    byte[] before = new byte[10];
    byte[] line = new byte[100];
    CRC32 crc = new CRC32();
    for (Path part : parts(directory)) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 20)) {
        while (in.readNBytes(line, 0, line.length) == line.length) {
          if (line[99] != '\n' || Arrays.compareUnsigned(before, 0, 10, line, 0, 10) > 0) {
            return false;
          }
          System.arraycopy(line, 0, before, 0, 10);
          crc.reset();
          crc.update(line, 0, 99);
          checksum += crc.getValue();
          lines++;
        }
      }
    }
    return lines == corpus.fact("lines") && checksum == corpus.fact("checksum");
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The most memory that this process had resident, in MB; 0 where the system does not tell. */
  static long peakRssMb() {
    return peakRssMb("self");
  }

  /** The same of the largest executor that is a process of this machine and lives. */
  static long executorPeakRssMb() {
    return ProcessHandle.current()
        .children()
        .mapToLong(child -> peakRssMb(Long.toString(child.pid())))
        .max()
        .orElse(0);
  }

  private static long peakRssMb(String process) {
    Path status = Path.of("/proc", process, "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
