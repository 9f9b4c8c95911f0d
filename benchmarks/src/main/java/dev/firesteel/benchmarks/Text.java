package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Text in, shuffle, text out. */
final class Text {
  private Text() {}

  static void wordCount(Session session, Corpus corpus, Path out, Figures figures)
      throws IOException {
    long start = System.nanoTime();
    session
        .textFile(corpus.file().toString())
        .flatMap(line -> Stream.of(line.split(" ")))
        .mapToPair(word -> Pair.of(word, 1L))
        .reduceByKey(Long::sum)
        .map(count -> count.key() + "\t" + count.value())
        .saveAsTextFile(out.toString());
    double seconds = Figures.seconds(start);
    boolean right = Outputs.words(out, corpus);
    Outputs.delete(out);
    figures
        .with("seconds", seconds)
        .with("mb_per_s", corpus.fact("bytes") / 1e6 / seconds)
        .with("peak_rss_mb", Outputs.peakRssMb())
        .print(right);
  }

  static void sort(Session session, Corpus corpus, Path out, Figures figures) throws IOException {
    long start = System.nanoTime();
    session
        .textFile(corpus.file().toString())
        .mapToPair(line -> Pair.of(line.substring(0, 10), line.substring(10)))
        .sortByKey(SerializableComparator.natural(), 8)
        .map(record -> record.key() + record.value())
        .saveAsTextFile(out.toString());
    double seconds = Figures.seconds(start);
    boolean right = Outputs.sorted(out, corpus);
    Outputs.delete(out);
    figures
        .with("seconds", seconds)
        .with("mb_per_s", corpus.fact("bytes") / 1e6 / seconds)
        .with("peak_rss_mb", Outputs.peakRssMb())
        .print(right);
  }
}
