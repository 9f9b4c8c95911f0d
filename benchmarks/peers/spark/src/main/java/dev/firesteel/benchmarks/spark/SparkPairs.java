package dev.firesteel.benchmarks.spark;

import dev.firesteel.benchmarks.work.GeneratedPair;
import dev.firesteel.benchmarks.work.Joined;
import dev.firesteel.benchmarks.work.Recovery;
import dev.firesteel.benchmarks.work.Sums;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Shuffles of generated pairs. */
final class SparkPairs {
  private SparkPairs() {}

  static Sums sumByKey(JavaSparkContext context, int records, int keys) {
    return sums(
        pairs(context, 0, records, keys, Sums.PARTITIONS)
            .reduceByKey(Long::sum, Sums.PARTITIONS)
            .map(sum -> new Tuple2<>(1L, Sums.check(sum._1(), sum._2()))));
  }

  static Joined join(JavaSparkContext context, int left, int right, int keys) {
    Tuple2<Long, Long> result =
        pairs(context, 0, left, keys, Joined.PARTITIONS)
            .join(pairs(context, Joined.RIGHT, right, keys, Joined.PARTITIONS), Joined.PARTITIONS)
            .values()
            .map(values -> new Tuple2<>(1L, Joined.check(values._1(), values._2())))
            .reduce(SparkPairs::plus);
    return new Joined(result._1(), result._2());
  }

  static Sums afterComputing(JavaSparkContext context, Recovery work) {
    return sums(
        pairs(context, 0, Recovery.TASKS * Recovery.PAIRS, Recovery.KEYS, Recovery.TASKS)
            .mapPartitionsToPair(pairs -> computed(work, pairs))
            .reduceByKey(Long::sum, Recovery.TASKS)
            .mapPartitions(sums -> checked(work, sums)));
  }

  private static JavaPairRDD<Integer, Long> pairs(
      JavaSparkContext context, long first, int records, int keys, int partitions) {
    return context
        .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
        .flatMapToPair(
            part ->
                new Generated(
                    first + GeneratedPair.from(records, part, partitions),
                    first + GeneratedPair.from(records, part + 1, partitions),
                    keys));
  }

  /** The pairs of a range of numbers. */
  private static final class Generated implements Iterator<Tuple2<Integer, Long>> {
    private final long to;
    private final int keys;
    private long next;

    Generated(long from, long to, int keys) {
      this.next = from;
      this.to = to;
      this.keys = keys;
    }

    @Override
    public boolean hasNext() {
      return next < to;
    }

    @Override
    public Tuple2<Integer, Long> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      long hash = GeneratedPair.hash(next++);
      return new Tuple2<>(GeneratedPair.key(hash, keys), GeneratedPair.value(hash));
    }
  }

  private static Iterator<Tuple2<Integer, Long>> computed(
      Recovery work, Iterator<Tuple2<Integer, Long>> pairs) {
    work.compute();
    return pairs;
  }

  private static Iterator<Tuple2<Long, Long>> checked(
      Recovery work, Iterator<Tuple2<Integer, Long>> sums) {
    work.compute();
    List<Tuple2<Long, Long>> checks = new ArrayList<>();
    sums.forEachRemaining(sum -> checks.add(new Tuple2<>(1L, Sums.check(sum._1(), sum._2()))));
    work.end();
    return checks.iterator();
  }

  private static Sums sums(JavaRDD<Tuple2<Long, Long>> checks) {
    Tuple2<Long, Long> result = checks.reduce(SparkPairs::plus);
    return new Sums(result._1(), result._2());
  }

  private static Tuple2<Long, Long> plus(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
    return new Tuple2<>(a._1() + b._1(), a._2() + b._2());
  }
}
