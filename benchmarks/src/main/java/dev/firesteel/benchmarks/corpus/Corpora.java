package dev.firesteel.benchmarks.corpus;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.CRC32;

/** The corpora that benchmarks read, made on first use. */
public final class Corpora {
  private static final int BUFFER = 1 << 20;

  private final Path directory;

  /** Corpora kept in a directory. */
  public Corpora(Path directory) {
    this.directory = directory;
  }

  /** Text of so many bytes: 100,000 words by Zipf's law, about 121 bytes a line. */
  public Corpus text(long bytes) {
    return Corpus.of(
        directory,
        "text-" + bytes + ".txt",
        (file, facts) -> new ZipfText(42).write(file, bytes, facts));
  }

  /** Lines of exactly 100 bytes with a random key of 10 printable bytes. */
  public Corpus records(long count) {
    return Corpus.of(
        directory, "records-" + count + ".txt", (file, facts) -> writeRecords(file, count, facts));
  }

  /** Lines of a label, 1 or -1, and features. */
  public Corpus points(int count, int dimensions) {
    return Corpus.of(
        directory,
        "points-" + count + ".txt",
        (file, facts) -> writePoints(file, count, dimensions));
  }

  /** Lines {@code from to}; each node has an outgoing edge, incoming ones follow a power law. */
  public Corpus graph(int nodes, int edges) {
    return Corpus.of(
        directory, "graph-" + edges + ".txt", (file, facts) -> writeGraph(file, nodes, edges));
  }

  private static void writeRecords(Path file, long count, Properties facts) throws IOException {
    Mix random = new Mix(43);
    CRC32 crc = new CRC32();
    long checksum = 0;
    byte[] line = new byte[100];
    line[99] = '\n';
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      for (long i = 0; i < count; i++) {
        for (int k = 0; k < 10; k++) {
          line[k] = (byte) ('!' + random.below(94));
        }
        long number = i;
        for (int k = 19; k >= 10; k--) {
          line[k] = (byte) ('0' + number % 10);
          number /= 10;
        }
        long filler = random.next();
        for (int k = 20; k < 99; k++) {
          line[k] = (byte) ('A' + ((filler >>> ((k % 13) * 4)) & 15));
        }
        crc.reset();
        crc.update(line, 0, 99);
        checksum += crc.getValue();
        out.write(line);
      }
    }
    facts.setProperty("bytes", Long.toString(count * 100));
    facts.setProperty("lines", Long.toString(count));
    facts.setProperty("checksum", Long.toString(checksum));
  }

  private static void writePoints(Path file, int count, int dimensions) throws IOException {
    Mix random = new Mix(44);
    StringBuilder line = new StringBuilder();
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (int i = 0; i < count; i++) {
        line.setLength(0);
        int label = random.below(2) * 2 - 1;
        line.append(label);
        for (int k = 0; k < dimensions; k++) {
          long scaled = Math.round((random.gauss() + label * 0.3) * 10_000);
          line.append(scaled < 0 ? " -" : " ").append(Math.abs(scaled) / 10_000).append('.');
          String digits = Long.toString(Math.abs(scaled) % 10_000);
          line.append("0000", 0, 4 - digits.length()).append(digits);
        }
        out.append(line.append('\n'));
      }
    }
  }

  private static void writeGraph(Path file, int nodes, int edges) throws IOException {
    Mix random = new Mix(45);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (int i = 0; i < edges; i++) {
        int from = i < nodes ? i : random.below(nodes);
        double u = random.fraction();
        int to = (int) (nodes * u * u * u * u);
        out.append(from + " " + (to == from ? (to + 1) % nodes : to) + "\n");
      }
    }
  }
}
