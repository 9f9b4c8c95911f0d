package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.corpus.Mix;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import java.util.stream.IntStream;

/** Sums by key over generated pairs. */
final class Aggregation {
  private static final int PARTITIONS = 8;

  private Aggregation() {}

  static void byKey(Session session, int records, int keys, Figures figures) {
    long start = System.nanoTime();
    Pair<Long, Long> result =
        session
            .parallelize(IntStream.range(0, PARTITIONS).boxed().toList(), PARTITIONS)
            .<Pair<Integer, Long>>mapMulti(
                (part, out) -> {
                  long to = (long) records * (part + 1) / PARTITIONS;
                  for (long i = (long) records * part / PARTITIONS; i < to; i++) {
                    long hash = Mix.mix(i);
                    out.accept(Pair.of((int) ((hash >>> 1) % keys), hash & 0xffff));
                  }
                })
            .mapToPair(pair -> pair)
            .reduceByKey(Long::sum, PARTITIONS)
            .map(sum -> Pair.of(1L, Mix.mix(sum.key()) * sum.value()))
            .reduce((a, b) -> Pair.of(a.key() + b.key(), a.value() + b.value()));
    double seconds = Figures.seconds(start);
    figures
        .with("seconds", seconds)
        .with("million_records_per_s", records / 1e6 / seconds)
        .with("checksum", result.value())
        .print(result.key() <= keys && result.value() == expected(records, keys));
  }

  private static long expected(int records, int keys) {
    long[] sums = new long[keys];
    for (long i = 0; i < records; i++) {
      long hash = Mix.mix(i);
      sums[(int) ((hash >>> 1) % keys)] += hash & 0xffff;
    }
    long checksum = 0;
    for (int key = 0; key < keys; key++) {
      checksum += Mix.mix(key) * sums[key];
    }
    return checksum;
  }
}
