package dev.firesteel.semantics;

import static dev.firesteel.semantics.Row.fails;
import static dev.firesteel.semantics.Row.gives;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Histogram;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Actions, numbers and shared variables. */
final class ActionRows {
  private ActionRows() {}

  private static Dataset<Integer> numbers(Session session, int count, int partitions) {
    return session.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(actions());
    rows.addAll(asynchronous());
    rows.addAll(numeric());
    rows.addAll(shared());
    return rows;
  }

  private static List<Row> actions() {
    return List.of(
        gives("count", 10L, s -> numbers(s, 10, 3).count()),
        gives("count of nothing", 0L, s -> s.emptyDataset().count()),
        gives("reduce", 45, s -> numbers(s, 10, 3).reduce(Integer::sum)),
        gives("reduce with empty partitions", 1, s -> numbers(s, 2, 9).reduce(Integer::sum)),
        fails("reduce of nothing", "use fold", s -> s.<Integer>emptyDataset().reduce(Integer::sum)),
        gives("fold", 45, s -> numbers(s, 10, 3).fold(0, Integer::sum)),
        gives("fold of nothing", 0, s -> s.<Integer>emptyDataset().fold(0, Integer::sum)),
        gives(
            "fold takes its value for each partition and the whole",
            45 + 4,
            s -> numbers(s, 10, 3).fold(1, Integer::sum)),
        gives(
            "aggregate",
            "0123",
            s -> numbers(s, 4, 2).aggregate(() -> "", (text, x) -> text + x, (a, b) -> a + b)),
        gives(
            "treeAggregate in levels",
            List.of(4950, 4950, 4950),
            s ->
                List.of(
                    numbers(s, 100, 30).treeAggregate(() -> 0, Integer::sum, Integer::sum, 1),
                    numbers(s, 100, 30).treeAggregate(() -> 0, Integer::sum, Integer::sum, 2),
                    numbers(s, 100, 30).treeAggregate(() -> 0, Integer::sum, Integer::sum, 3))),
        gives(
            "treeAggregate of nothing",
            0,
            s -> s.<Integer>emptyDataset().treeAggregate(() -> 0, Integer::sum, Integer::sum, 2)),
        fails(
            "treeAggregate in no levels",
            "use at least 1",
            s -> numbers(s, 1, 1).treeAggregate(() -> 0, Integer::sum, Integer::sum, 0)),
        gives(
            "treeReduce with empty partitions",
            45,
            s -> numbers(s, 10, 40).treeReduce(Integer::sum, 2)),
        fails(
            "treeReduce of nothing",
            "use fold",
            s -> s.<Integer>emptyDataset().treeReduce(Integer::sum, 2)),
        gives(
            "takeSampleWithReplacement",
            List.of(1000, true, true, List.of()),
            s -> {
              List<Integer> drawn = numbers(s, 10, 3).takeSampleWithReplacement(1000, 7);
              Map<Integer, Long> counts = s.parallelize(drawn, 2).countByValue();
              return List.of(
                  drawn.size(),
                  counts.values().stream().allMatch(count -> count > 60 && count < 140)
                      && counts.size() == 10,
                  drawn.equals(numbers(s, 10, 3).takeSampleWithReplacement(1000, 7)),
                  s.emptyDataset().takeSampleWithReplacement(5, 1));
            }),
        gives("take", List.of(0, 1, 2), s -> numbers(s, 100, 30).take(3)),
        gives(
            "take over empty partitions",
            List.of(90, 91),
            s -> numbers(s, 100, 30).filter(x -> x >= 90).take(2)),
        gives("take of more", List.of(0, 1), s -> numbers(s, 2, 3).take(10)),
        gives("take of none", List.of(), s -> numbers(s, 2, 3).take(0)),
        fails("take of fewer than none", "use a number from 0", s -> numbers(s, 1, 1).take(-1)),
        gives("first", 0, s -> numbers(s, 3, 2).first()),
        fails("first of nothing", "empty", s -> s.emptyDataset().first()),
        gives(
            "isEmpty",
            List.of(true, false),
            s ->
                List.of(numbers(s, 9, 3).filter(x -> x > 9).isEmpty(), numbers(s, 9, 3).isEmpty())),
        gives("top", List.of(99, 98), s -> numbers(s, 100, 3).top(2)),
        gives(
            "top by an order",
            List.of(0, 1),
            s -> numbers(s, 100, 3).top(2, (a, b) -> Integer.compare(b, a))),
        gives(
            "takeOrdered",
            List.of(0, 1, 2),
            s -> numbers(s, 5000, 2).map(x -> 4999 - x).takeOrdered(3)),
        gives("takeOrdered of none", List.of(), s -> numbers(s, 5, 2).takeOrdered(0)),
        gives(
            "min and max",
            List.of(0, 9),
            s -> List.of(numbers(s, 10, 3).min(), numbers(s, 10, 3).max())),
        gives("min by an order", 9, s -> numbers(s, 10, 3).min((a, b) -> Integer.compare(b, a))),
        fails("max of nothing", "empty", s -> s.<Integer>emptyDataset().max()),
        gives(
            "countByValue",
            Map.of("a", 2L, "b", 1L),
            s -> s.parallelize(List.of("a", "b", "a"), 2).countByValue()),
        gives(
            "toLocalIterator",
            List.of(0, 1, 2, 3),
            s -> {
              List<Integer> all = new ArrayList<>();
              numbers(s, 4, 6).toLocalIterator().forEachRemaining(all::add);
              return all;
            }));
  }

  private static List<Row> asynchronous() {
    return List.of(
        gives("countAsync", 5L, s -> numbers(s, 5, 2).countAsync().await()),
        gives("collectAsync", List.of(0, 1), s -> numbers(s, 2, 2).collectAsync().await()),
        gives("takeAsync", List.of(0, 1), s -> numbers(s, 50, 20).takeAsync(2).await()),
        gives("reduceAsync", 10, s -> numbers(s, 5, 2).reduceAsync(Integer::sum).await()),
        fails(
            "reduceAsync of nothing",
            "use fold",
            s -> s.<Integer>emptyDataset().reduceAsync(Integer::sum).await()),
        fails(
            "foreachAsync that throws",
            "broken",
            s ->
                numbers(s, 2, 1)
                    .foreachAsync(
                        x -> {
                          throw new IllegalStateException("broken");
                        })
                    .await()),
        gives(
            "foreachPartitionAsync",
            null,
            s -> numbers(s, 2, 1).foreachPartitionAsync(all -> all.next()).await()),
        gives(
            "a job has an id",
            1,
            s -> {
              var future = numbers(s, 2, 1).countAsync();
              future.await();
              return future.jobs().size();
            }),
        gives(
            "completion",
            3L,
            s -> numbers(s, 3, 1).countAsync().completion().toCompletableFuture().get()));
  }

  private static List<Row> numeric() {
    return List.of(
        gives(
            "range",
            LongStream.range(3, 20).boxed().toList(),
            s -> s.range(3, 20).boxed().collect()),
        gives("range downwards", List.of(5L, 3L, 1L), s -> s.range(5, 0, -2, 2).boxed().collect()),
        gives("range of nothing", 0L, s -> s.range(5, 5).count()),
        gives(
            "range to the end",
            List.of(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1),
            s -> s.range(Long.MAX_VALUE - 2, Long.MAX_VALUE, 1, 3).boxed().collect()),
        fails("range without a step", "step is 0", s -> s.range(0, 1, 0)),
        gives("sum of longs", 4950L, s -> s.range(0, 100).map(x -> x).sum()),
        gives("sum of no longs", 0L, s -> s.range(0, 0).sum()),
        fails(
            "sum that does not fit",
            "overflow",
            s -> s.range(0, 2, 1, 1).map(x -> Long.MAX_VALUE).sum()),
        gives(
            "filter and map longs",
            3L,
            s -> s.range(0, 9).filter(x -> x % 3 == 0).map(x -> x + 1).count()),
        gives(
            "longs to objects and back",
            10L,
            s -> s.range(0, 5).mapToObject(x -> "" + x).mapToLong(Long::parseLong).sum()),
        gives(
            "min and max of longs",
            List.of(-3L, 8L),
            s -> List.of(s.range(-3, 9).min(), s.range(-3, 9).max())),
        gives(
            "sum is compensated",
            1e16 + 2,
            s -> s.parallelize(List.of(1e16, 1.0, 1.0), 1).mapToDouble(x -> x).sum()),
        gives("mean", 2.0, s -> s.range(0, 5).mapToDouble(x -> x).mean()),
        gives("variance", 2.0, s -> s.range(0, 5, 1, 3).mapToDouble(x -> x + 1e9).variance()),
        gives("sample variance", 2.5, s -> s.range(0, 5, 1, 2).stats().sampleVariance()),
        gives("stdev", Math.sqrt(2), s -> s.range(0, 5, 1, 1).mapToDouble(x -> x).stdev()),
        gives("mean of nothing", Double.NaN, s -> s.range(0, 0).mean()),
        gives(
            "extremes",
            List.of(-1.0, 3.0, 5L),
            s -> {
              var stats = s.range(-1, 4).mapToDouble(x -> x).stats();
              return List.of(stats.min(), stats.max(), stats.count());
            }),
        gives(
            "doubles to objects",
            List.of("1.5"),
            s ->
                s.parallelize(List.of(0.5), 1)
                    .mapToDouble(x -> x)
                    .map(x -> x + 1)
                    .filter(x -> x > 1)
                    .mapToObject(x -> "" + x)
                    .collect()),
        gives(
            "histogram",
            new Histogram(new double[] {0, 25, 50, 75, 100}, new long[] {25, 25, 25, 26}),
            s -> s.range(0, 101).histogram(4)),
        gives(
            "histogram by bounds",
            new Histogram(new double[] {0, 10, 20}, new long[] {10, 11}),
            s -> s.range(-5, 50).mapToDouble(x -> x).histogram(new double[] {0, 10, 20})),
        gives(
            "histogram of one value",
            new Histogram(new double[] {7, 7}, new long[] {3}),
            s -> s.range(0, 3).map(x -> 7).histogram(5)),
        fails("histogram of nothing", "no numbers", s -> s.range(0, 0).histogram(3)),
        fails(
            "histogram by unsorted bounds",
            "sort them",
            s -> s.range(0, 1).histogram(new double[] {2, 1})));
  }

  private static List<Row> shared() {
    List<Row> rows = new ArrayList<>();
    for (StorageLevel level : StorageLevel.values()) {
      rows.add(
          gives(
              "persisted as " + level,
              List.of(List.of(1, 2, 3), List.of(1, 2, 3), 6),
              s -> {
                Dataset<Integer> kept = numbers(s, 3, 2).map(x -> x + 1).persist(level);
                Object twice = List.of(kept.collect(), kept.collect(), kept.reduce(Integer::sum));
                kept.unpersist();
                return twice;
              }));
    }
    rows.add(
        gives(
            "persist computes once",
            3L,
            s -> {
              Accumulator<Long, Long, Long> computed = s.longAccumulator("computed");
              Dataset<Integer> kept =
                  numbers(s, 3, 2)
                      .map(
                          x -> {
                            computed.add(1L);
                            return x;
                          })
                      .cache();
              kept.count();
              kept.count();
              return computed.value();
            }));
    rows.add(
        gives(
            "broadcast",
            List.of("a", "b"),
            s -> {
              Broadcast<List<String>> words = s.broadcast(List.of("a", "b"));
              return numbers(s, 2, 2).map(x -> words.value().get(x)).collect();
            }));
    rows.add(
        gives(
            "accumulators",
            List.of(10L, 5.0, List.of(0, 1, 2, 3, 4)),
            s -> {
              Accumulator<Long, Long, Long> sum = s.longAccumulator("sum");
              Accumulator<Double, Double, Double> half = s.doubleAccumulator("half");
              Accumulator<Integer, List<Integer>, List<Integer>> all = s.listAccumulator("all");
              numbers(s, 5, 3)
                  .foreach(
                      x -> {
                        sum.add((long) x);
                        half.add(x / 2.0);
                        all.add(x);
                      });
              return List.of(sum.value(), half.value(), all.value().stream().sorted().toList());
            }));
    rows.add(
        gives(
            "functions are copied when they are passed",
            List.of(1, 2, 3),
            s -> {
              int[] add = {1};
              Dataset<Integer> mapped = numbers(s, 3, 2).map(x -> x + add[0]);
              add[0] = 100;
              return mapped.collect();
            }));
    rows.add(
        gives(
            "tasks do not share state of a function",
            List.of(1, 2, 1, 2),
            s -> {
              int[] calls = {0};
              return numbers(s, 4, 2).map(x -> ++calls[0]).collect();
            }));
    rows.add(
        gives(
            "null elements",
            Arrays.asList(null, null),
            s -> s.parallelize(Arrays.asList(null, null), 2).collect()));
    return rows;
  }
}
