package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.benchmarks.corpus.Mix;
import dev.firesteel.benchmarks.work.Memory;
import dev.firesteel.benchmarks.work.Written;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.BitSet;
import java.util.stream.Stream;

/** Text in, shuffle, text out. */
final class Text {
  /** Bytes of a record by which it is summed. */
  private static final int KEY = 4;

  private Text() {}

  static void wordCount(Session session, String file, String out) {
    session
        .textFile(file)
        .flatMap(line -> Stream.of(line.split(" ")))
        .mapToPair(word -> Pair.of(word, 1L))
        .reduceByKey(Long::sum)
        .map(count -> count.key() + "\t" + count.value())
        .saveAsTextFile(out);
  }

  static void sort(Session session, String file, String out) {
    session
        .textFile(file)
        .mapToPair(line -> Pair.of(line.substring(0, Written.KEY), line.substring(Written.KEY)))
        .sortByKey(SerializableComparator.natural(), Written.SORTED_PARTITIONS)
        .map(record -> record.key() + record.value())
        .saveAsTextFile(out);
  }

  /**
   * Sums the numbers of records by the first four bytes, of which most are different: the sums take
   * several times the memory of small executors.
   */
  static void sumRecords(Session session, Corpus corpus, Figures figures) throws IOException {
    long start = System.nanoTime();
    Pair<Long, Long> result =
        session
            .textFile(corpus.file().toString())
            .mapToPair(line -> Pair.of(line.substring(0, KEY), Long.parseLong(line, 10, 20, 10)))
            .reduceByKey(Long::sum, 16)
            .map(sum -> Pair.of(1L, Mix.mix(sum.key().hashCode()) * sum.value()))
            .reduce((a, b) -> Pair.of(a.key() + b.key(), a.value() + b.value()));
    double seconds = Figures.seconds(start);
    figures
        .with("seconds", seconds)
        .with("mb_per_s", corpus.fact("bytes") / 1e6 / seconds)
        .with("keys", result.key())
        .with("peak_rss_mb", Memory.peakRssMb())
        .with("executor_peak_rss_mb", Memory.executorPeakRssMb())
        .answer(result.key() + " " + result.value())
        .print(result.equals(expectedSums(corpus)));
  }

  /** By one thread: how many keys there are, and the checksum of their sums. */
  private static Pair<Long, Long> expectedSums(Corpus corpus) throws IOException {
    BitSet keys = new BitSet();
    long checksum = 0;
    try (BufferedReader lines = Files.newBufferedReader(corpus.file())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int number = 0;
        for (int i = 0; i < KEY; i++) {
          number = number * 94 + line.charAt(i) - '!';
        }
        keys.set(number);
        checksum += Mix.mix(line.substring(0, KEY).hashCode()) * Long.parseLong(line, 10, 20, 10);
      }
    }
    return Pair.of((long) keys.cardinality(), checksum);
  }
}
