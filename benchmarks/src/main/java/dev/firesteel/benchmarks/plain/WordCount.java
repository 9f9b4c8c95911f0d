package dev.firesteel.benchmarks.plain;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A map of words to counts for each chunk, which are then added up. */
final class WordCount {
  private static final int CHUNK = 64 << 20;

  private WordCount() {}

  static void run(String file, String out) throws IOException {
    List<Chunk> chunks = Chunk.of(file, CHUNK);
    Map<String, Long> counts = new HashMap<>();
    TwoThreads.each(chunks.size(), chunk -> count(chunks.get(chunk).bytes()))
        .forEach(some -> some.forEach((word, count) -> counts.merge(word, count[0], Long::sum)));
    Files.createDirectories(Path.of(out));
    try (BufferedWriter writer = Files.newBufferedWriter(Path.of(out, "part-00000"))) {
      for (Map.Entry<String, Long> entry : counts.entrySet()) {
        writer.write(entry.getKey());
        writer.write('\t');
        writer.write(Long.toString(entry.getValue()));
        writer.write('\n');
      }
    }
  }

  private static Map<String, long[]> count(byte[] text) {
    Map<String, long[]> counts = new HashMap<>();
    int from = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == ' ' || text[i] == '\n') {
        if (i > from) {
          String word = new String(text, from, i - from, StandardCharsets.ISO_8859_1);
          counts.computeIfAbsent(word, unseen -> new long[1])[0]++;
        }
        from = i + 1;
      }
    }
    return counts;
  }
}
