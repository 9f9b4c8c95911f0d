package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.work.GeneratedPair;
import dev.firesteel.benchmarks.work.Joined;
import dev.firesteel.benchmarks.work.Recovery;
import dev.firesteel.benchmarks.work.Sums;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Shuffles of generated pairs. */
final class Aggregation {
  private Aggregation() {}

  static Sums sumByKey(Session session, int records, int keys) {
    return sums(
        pairs(session, 0, records, keys, Sums.PARTITIONS)
            .reduceByKey(Long::sum, Sums.PARTITIONS)
            .map(sum -> Pair.of(1L, Sums.check(sum.key(), sum.value()))));
  }

  static Sums sumPrimitivesByKey(Session session, int records, int keys) {
    long[] result =
        session
            .parallelize(IntStream.range(0, Sums.PARTITIONS).boxed().toList(), Sums.PARTITIONS)
            .mapMultiToLongLong(
                (part, out) -> {
                  long to = GeneratedPair.from(records, part + 1, Sums.PARTITIONS);
                  for (long i = GeneratedPair.from(records, part, Sums.PARTITIONS); i < to; i++) {
                    long hash = GeneratedPair.hash(i);
                    out.accept(GeneratedPair.key(hash, keys), GeneratedPair.value(hash));
                  }
                })
            .reduceByKey(Long::sum, Sums.PARTITIONS)
            .aggregate(
                () -> new long[2],
                (sums, key, sum) -> {
                  sums[0]++;
                  sums[1] += Sums.check((int) key, sum);
                },
                (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
    return new Sums(result[0], result[1]);
  }

  static Joined join(Session session, int left, int right, int keys) {
    Pair<Long, Long> result =
        pairs(session, 0, left, keys, Joined.PARTITIONS)
            .join(pairs(session, Joined.RIGHT, right, keys, Joined.PARTITIONS), Joined.PARTITIONS)
            .values()
            .map(values -> Pair.of(1L, Joined.check(values.key(), values.value())))
            .reduce(Aggregation::plus);
    return new Joined(result.key(), result.value());
  }

  static Sums afterComputing(Session session, Recovery work) {
    return sums(
        pairs(session, 0, Recovery.TASKS * Recovery.PAIRS, Recovery.KEYS, Recovery.TASKS)
            .mapPartitions(pairs -> computed(work, pairs))
            .mapToPair(pair -> pair)
            .reduceByKey(Long::sum, Recovery.TASKS)
            .mapPartitions(sums -> checked(work, sums)));
  }

  private static PairDataset<Integer, Long> pairs(
      Session session, long first, int records, int keys, int partitions) {
    return session
        .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
        .<Pair<Integer, Long>>mapMulti(
            (part, out) -> {
              long to = first + GeneratedPair.from(records, part + 1, partitions);
              for (long i = first + GeneratedPair.from(records, part, partitions); i < to; i++) {
                long hash = GeneratedPair.hash(i);
                out.accept(Pair.of(GeneratedPair.key(hash, keys), GeneratedPair.value(hash)));
              }
            })
        .mapToPair(pair -> pair);
  }

  private static Iterator<Pair<Integer, Long>> computed(
      Recovery work, Iterator<Pair<Integer, Long>> pairs) {
    work.compute();
    return pairs;
  }

  private static Iterator<Pair<Long, Long>> checked(
      Recovery work, Iterator<Pair<Integer, Long>> sums) {
    work.compute();
    List<Pair<Long, Long>> checks = new ArrayList<>();
    sums.forEachRemaining(sum -> checks.add(Pair.of(1L, Sums.check(sum.key(), sum.value()))));
    work.end();
    return checks.iterator();
  }

  private static Sums sums(Dataset<Pair<Long, Long>> checks) {
    Pair<Long, Long> result = checks.reduce(Aggregation::plus);
    return new Sums(result.key(), result.value());
  }

  private static Pair<Long, Long> plus(Pair<Long, Long> a, Pair<Long, Long> b) {
    return Pair.of(a.key() + b.key(), a.value() + b.value());
  }
}
