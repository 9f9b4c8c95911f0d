package dev.firesteel.benchmarks.plain;

import dev.firesteel.benchmarks.work.GeneratedPair;
import dev.firesteel.benchmarks.work.Sums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of sums for each thread, which are then added up. */
final class SumByKey {
  private static final int THREADS = 2;

  private SumByKey() {}

  /** With the tables that the JDK has. */
  static Sums boxed(int records, int keys) {
    List<Map<Integer, Long>> tables =
        TwoThreads.each(
            THREADS,
            thread -> {
              Map<Integer, Long> sums = new HashMap<>();
              pairs(records, keys, thread, (key, value) -> sums.merge(key, value, Long::sum));
              return sums;
            });
    Map<Integer, Long> all = tables.get(0);
    tables.get(1).forEach((key, sum) -> all.merge(key, sum, Long::sum));
    long checksum = 0;
    for (Map.Entry<Integer, Long> entry : all.entrySet()) {
      checksum += Sums.check(entry.getKey(), entry.getValue());
    }
    return new Sums(all.size(), checksum);
  }

  /** With tables of numbers. */
  static Sums primitive(int records, int keys) {
    List<IntLongTable> tables =
        TwoThreads.each(
            THREADS,
            thread -> {
              IntLongTable sums = new IntLongTable();
              pairs(records, keys, thread, sums::add);
              return sums;
            });
    tables.get(0).addAll(tables.get(1));
    return tables.get(0).sums();
  }

  private static void pairs(int records, int keys, int thread, PairConsumer consumer) {
    long to = GeneratedPair.from(records, thread + 1, THREADS);
    for (long i = GeneratedPair.from(records, thread, THREADS); i < to; i++) {
      long hash = GeneratedPair.hash(i);
      consumer.accept(GeneratedPair.key(hash, keys), GeneratedPair.value(hash));
    }
  }

  private interface PairConsumer {
    void accept(int key, long value);
  }
}
