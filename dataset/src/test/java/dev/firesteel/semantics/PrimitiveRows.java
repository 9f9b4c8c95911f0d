package dev.firesteel.semantics;

import static dev.firesteel.semantics.Row.fails;
import static dev.firesteel.semantics.Row.gives;

import dev.firesteel.dataset.LongDoubleDataset;
import dev.firesteel.dataset.LongLongDataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.partition.HashPartitioner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pairs of primitives. */
final class PrimitiveRows {
  private PrimitiveRows() {}

  private static LongLongDataset pairs(Session s) {
    return s.range(0, 10, 1, 3).mapToLongLong(i -> i % 3, i -> i);
  }

  private static LongDoubleDataset halves(Session s) {
    return s.range(0, 10, 1, 3).mapToLongDouble(i -> i % 2, i -> i / 2.0);
  }

  /** Keys of all sizes and signs, some often; values that wrap. */
  private static List<Pair<Long, Long>> many(int seed) {
    Random random = new Random(seed);
    long[] often = {0, -1, 7, Long.MIN_VALUE, Long.MAX_VALUE};
    List<Pair<Long, Long>> all = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      long key = i % 3 == 0 ? often[random.nextInt(5)] : random.nextLong() >> random.nextInt(64);
      all.add(Pair.of(key, random.nextInt(5) == 0 ? random.nextLong() : i - 2_000));
    }
    return all;
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(steps());
    rows.addAll(combined());
    rows.addAll(kept());
    rows.addAll(failing());
    return rows;
  }

  private static List<Row> steps() {
    return List.of(
        gives(
            "mapToLongLong",
            List.of(Pair.of(1L, 10L), Pair.of(2L, 20L)),
            s ->
                s.parallelize(List.of("1", "2"), 2)
                    .mapToLongLong(Long::parseLong, x -> 10 * Long.parseLong(x))
                    .boxed()
                    .collect()),
        gives(
            "mapToLongDouble",
            List.of(Pair.of(1L, 0.5), Pair.of(2L, 1.0)),
            s ->
                s.parallelize(List.of("1", "2"), 2)
                    .mapToLongDouble(Long::parseLong, x -> Long.parseLong(x) / 2.0)
                    .boxed()
                    .collect()),
        gives(
            "mapMultiToLongLong",
            List.of(Pair.of(1L, 0L), Pair.of(2L, 0L), Pair.of(2L, 1L)),
            s ->
                s.parallelize(List.of(1, 2), 2)
                    .mapMultiToLongLong(
                        (n, out) -> {
                          for (int i = 0; i < n; i++) {
                            out.accept(n, i);
                          }
                        })
                    .boxed()
                    .collect()),
        gives(
            "mapMultiToLongDouble, mapValues, filter, keys and values",
            List.of(List.of(2L, 2L), List.of(-0.25, -0.75)),
            s -> {
              LongDoubleDataset doubles =
                  s.parallelize(List.of(1, 2), 2)
                      .mapMultiToLongDouble(
                          (n, out) -> {
                            out.accept(n, 0.25);
                            out.accept(n, 0.75);
                          })
                      .mapValues(x -> -x)
                      .filter((key, value) -> key == 2 && value < 0);
              return List.of(doubles.keys().boxed().collect(), doubles.values().boxed().collect());
            }),
        gives(
            "mapValues, filter, keys and values of longs",
            List.of(List.of(2L, 0L, 2L), List.of(6L, 7L, 9L), 26L),
            s -> {
              LongLongDataset longs =
                  pairs(s).mapValues(x -> x + 1).filter((k, v) -> k != 1 && v > 5 && v < 10);
              return List.of(
                  longs.keys().boxed().collect(),
                  longs.values().boxed().collect(),
                  longs.mapToLong(Long::sum).sum());
            }),
        gives(
            "mapValuesToDouble and mapToDouble",
            27.5,
            s -> pairs(s).mapValuesToDouble(x -> x / 2.0).mapToDouble((k, v) -> v).sum() + 5),
        gives("count", 10L, s -> pairs(s).count()),
        gives(
            "aggregate",
            List.of(List.of(9L, 45L), 22.5),
            s -> {
              long[] sums =
                  pairs(s)
                      .aggregate(
                          () -> new long[2],
                          (state, key, value) -> {
                            state[0] += key;
                            state[1] += value;
                          },
                          (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
              double[] sum =
                  halves(s)
                      .aggregate(
                          () -> new double[1],
                          (state, key, value) -> state[0] += value,
                          (a, b) -> new double[] {a[0] + b[0]});
              return List.of(Arrays.stream(sums).boxed().toList(), sum[0]);
            }),
        gives(
            "of boxed pairs and back",
            List.of(Pair.of(1L, 3L)),
            s ->
                LongLongDataset.of(s.parallelizePairs(List.of(Pair.of(1L, 2L)), 1))
                    .mapValues(x -> x + 1)
                    .boxed()
                    .collect()),
        gives(
            "unites as objects",
            20L,
            s ->
                LongLongDataset.of(pairs(s).boxed().union(pairs(s).mapValues(x -> x).boxed()))
                    .count()));
  }

  private static List<Row> combined() {
    return List.of(
        gives(
            "sumByKey",
            Map.of(0L, 18L, 1L, 12L, 2L, 15L),
            s -> pairs(s).sumByKey().boxed().collectAsMap()),
        gives(
            "sumByKey of doubles",
            Map.of(0L, 10.0, 1L, 12.5),
            s -> halves(s).sumByKey(2).boxed().collectAsMap()),
        gives(
            "reduceByKey like that of objects",
            true,
            s -> {
              PairDataset<Long, Long> objects =
                  s.parallelize(IntStream.range(0, 4).boxed().toList(), 4)
                      .flatMapIterable(PrimitiveRows::many)
                      .mapToPair(pair -> pair);
              return LongLongDataset.of(objects)
                  .reduceByKey(Long::sum, 5)
                  .boxed()
                  .collectAsMap()
                  .equals(objects.reduceByKey(Long::sum, 3).collectAsMap());
            }),
        gives(
            "reduceByKey of doubles like that of objects, NaN and zeros too",
            true,
            s -> {
              double[] some = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 3.5, -1e300};
              PairDataset<Long, Double> objects =
                  s.range(0, 600, 1, 4).boxed().mapToPair(i -> Pair.of(i % 7, some[(int) (i % 6)]));
              return LongDoubleDataset.of(objects)
                  .reduceByKey(Math::max)
                  .boxed()
                  .collectAsMap()
                  .equals(objects.reduceByKey(Math::max).collectAsMap());
            }),
        gives(
            "no pairs",
            List.of(List.of(), 0L),
            s -> {
              LongLongDataset none = pairs(s).filter((k, v) -> false).sumByKey();
              return List.of(none.boxed().collect(), none.count());
            }),
        gives(
            "one hot key",
            Pair.of(5L, 49_995_000L),
            s -> s.range(0, 10_000).mapToLongLong(i -> 5, i -> i).sumByKey(4).boxed().first()),
        gives(
            "what is placed is not shuffled again, and joins objects in place",
            List.of(Optional.of(new HashPartitioner(4)), 1L, List.of(Pair.of(1L, 24.0))),
            s -> {
              LongLongDataset sums = pairs(s).sumByKey(4);
              PairDataset<Long, String> names =
                  s.parallelizePairs(List.of(Pair.of(1L, "one")), 1)
                      .partitionBy(new HashPartitioner(4));
              LongDoubleDataset again =
                  sums.mapValuesToDouble(x -> x).sumByKey().mapValues(x -> 2 * x);
              return List.of(
                  Objects.requireNonNull(again.partitioner()),
                  again.lineage().lines().filter(line -> line.contains("+-")).count(),
                  again.boxed().join(names).mapValues(Pair::key).collect());
            }),
        gives(
            "reductions of reductions",
            Map.of(0L, 33L, 1L, 12L),
            s ->
                LongLongDataset.of(
                        pairs(s)
                            .sumByKey(3)
                            .boxed()
                            .mapToPair(pair -> Pair.of(pair.key() % 2, pair.value())))
                    .sumByKey(2)
                    .boxed()
                    .collectAsMap()));
  }

  private static List<Row> kept() {
    return List.of(
        gives(
            "from and to kept objects",
            List.of(Map.of(0L, 18L, 1L, 12L, 2L, 15L), 3L, 3L),
            s -> {
              PairDataset<Long, Long> kept =
                  pairs(s).boxed().persist(StorageLevel.MEMORY_SERIALIZED);
              LongLongDataset sums = LongLongDataset.of(kept).sumByKey();
              sums.boxed().cache();
              return List.of(
                  sums.boxed().collectAsMap(), sums.count(), sums.mapValues(x -> x).count());
            }),
        gives(
            "lineage",
            "(2) filter at [dataset]\n"
                + "|  mapValues at [dataset]\n"
                + "|  sumByKey at [dataset]\n"
                + "   +-(3) mapToLongLong at [dataset]\n"
                + "   |  range [dataset]",
            s ->
                pairs(s)
                    .sumByKey(2)
                    .mapValues(x -> x)
                    .filter((k, v) -> true)
                    .lineage()
                    .lines()
                    .map(line -> line.replaceAll("PrimitiveRows.java:\\d+ ", ""))
                    .map(line -> line.replaceAll("dataset-\\d+", "dataset"))
                    .collect(Collectors.joining("\n"))));
  }

  private static List<Row> failing() {
    return List.of(
        fails(
            "a failing reduction",
            "reduction broke",
            s ->
                pairs(s)
                    .reduceByKey(
                        (a, b) -> {
                          throw new IllegalStateException("reduction broke");
                        })
                    .count()),
        fails(
            "a sum that is no long",
            "long overflow",
            s -> s.range(1, 3).mapToLongLong(i -> 1, i -> Long.MAX_VALUE).sumByKey(1).count()),
        fails(
            "null values of objects",
            "as primitives",
            s ->
                LongLongDataset.of(s.parallelizePairs(List.of(Pair.of(1L, (Long) null)), 1))
                    .mapValues(x -> x)
                    .count()),
        fails("0 partitions", "0 partitions", s -> pairs(s).sumByKey(0).count()));
  }
}
