package dev.firesteel.benchmarks.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/**
 * Text whose words are distributed by Zipf's law with exponent 1.
 *
 * <p>Source of the sampling: Vose, A Linear Algorithm for Generating Random Numbers with a Given
 * Distribution, 1991.
 */
final class ZipfText {
  private static final int WORDS = 100_000;
  private static final int LONGEST_LINE = 24 * 11 + 1;

  private final Mix random;
  private final byte[][] words = new byte[WORDS][];
  private final double[] chance = new double[WORDS];
  private final int[] alias = new int[WORDS];

  ZipfText(long seed) {
    random = new Mix(seed);
    inventWords();
    fillAliases();
  }

  private void inventWords() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < WORDS; ) {
      byte[] word = new byte[3 + random.below(8)];
      for (int k = 0; k < word.length; k++) {
        word[k] = (byte) ('a' + random.below(26));
      }
      if (seen.add(new String(word, StandardCharsets.US_ASCII))) {
        words[i++] = word;
      }
    }
  }

  private void fillAliases() {
    double[] p = new double[WORDS];
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      p[i] = 1.0 / (i + 1);
      sum += p[i];
    }
    int[] small = new int[WORDS];
    int[] large = new int[WORDS];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < WORDS; i++) {
      p[i] *= WORDS / sum;
      if (p[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int s = small[--smalls];
      int l = large[--larges];
      chance[s] = p[s];
      alias[s] = l;
      p[l] -= 1 - p[s];
      if (p[l] < 1) {
        small[smalls++] = l;
      } else {
        large[larges++] = l;
      }
    }
    while (larges > 0) {
      chance[large[--larges]] = 1;
    }
    while (smalls > 0) {
      chance[small[--smalls]] = 1;
    }
  }

  void write(Path file, long bytes, Properties facts) throws IOException {
    long[] counts = new long[WORDS];
    long lines = 0;
    long written = 0;
    byte[] line = new byte[LONGEST_LINE];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      while (written < bytes) {
        int at = 0;
        for (int k = 8 + random.below(17); k > 0; k--) {
          int word = random.below(WORDS);
          if (random.fraction() >= chance[word]) {
            word = alias[word];
          }
          counts[word]++;
          System.arraycopy(words[word], 0, line, at, words[word].length);
          at += words[word].length;
          line[at++] = ' ';
        }
        line[at - 1] = '\n';
        out.write(line, 0, at);
        written += at;
        lines++;
      }
    }
    long checksum = 0;
    long total = 0;
    for (int i = 0; i < WORDS; i++) {
      checksum += checksum(new String(words[i], StandardCharsets.US_ASCII), counts[i]);
      total += counts[i];
    }
    facts.setProperty("bytes", Long.toString(written));
    facts.setProperty("lines", Long.toString(lines));
    facts.setProperty("words", Long.toString(total));
    facts.setProperty("checksum", Long.toString(checksum));
  }

  /** What a word with its count adds to the checksum, in any order. */
  static long checksum(String word, long count) {
    return Mix.mix(word.hashCode()) * count;
  }
}
