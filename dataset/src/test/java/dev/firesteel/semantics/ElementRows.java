package dev.firesteel.semantics;

import static dev.firesteel.semantics.Row.fails;
import static dev.firesteel.semantics.Row.gives;
import static dev.firesteel.semantics.Row.sorted;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.TaskContext;
import dev.firesteel.dataset.function.SerializableComparator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Transformations of single elements and whole partitions. */
final class ElementRows {
  private ElementRows() {}

  private static Dataset<Integer> numbers(Session session, int count, int partitions) {
    return session.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(oneByOne());
    rows.addAll(partitionwise());
    rows.addAll(together());
    rows.addAll(sampled());
    return rows;
  }

  private static List<Row> oneByOne() {
    return List.of(
        gives("collect keeps order", List.of(0, 1, 2, 3, 4), s -> numbers(s, 5, 3).collect()),
        gives("map", List.of(0, 2, 4), s -> numbers(s, 3, 2).map(x -> x * 2).collect()),
        gives(
            "map sees and makes null",
            Arrays.asList(true, null),
            s ->
                s.parallelize(Arrays.asList(null, 1), 2)
                    .map(x -> x == null ? Boolean.TRUE : null)
                    .collect()),
        gives(
            "map of nothing",
            List.of(),
            s -> s.<String>emptyDataset().map(String::length).collect()),
        gives(
            "more partitions than elements",
            List.of(1, 2),
            s -> numbers(s, 2, 7).map(x -> x + 1).collect()),
        gives("filter", List.of(0, 2, 4), s -> numbers(s, 5, 2).filter(x -> x % 2 == 0).collect()),
        gives(
            "flatMap",
            List.of("a", "b", "c"),
            s ->
                s.parallelize(List.of("a b", "", "c"), 2)
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .filter(word -> !word.isEmpty())
                    .collect()),
        gives(
            "flatMap of a null stream",
            List.of(1),
            s -> numbers(s, 2, 1).flatMap(x -> x == 0 ? null : Stream.of(x)).collect()),
        gives(
            "flatMap of an endless stream stops when enough is taken",
            List.of(0, 1, 2),
            s -> numbers(s, 1, 1).flatMap(x -> Stream.iterate(x, n -> n + 1)).take(3)),
        gives(
            "flatMap of a mapped stream",
            List.of(0, 1, 10, 11),
            s -> numbers(s, 2, 2).flatMap(x -> Stream.of(0, 1).map(y -> x * 10 + y)).collect()),
        gives(
            "flatMapIterable",
            List.of(0, 0, 1, 1),
            s -> numbers(s, 2, 2).flatMapIterable(x -> List.of(x, x)).collect()),
        gives(
            "mapMulti",
            List.of(1, 2, 2),
            s ->
                numbers(s, 3, 2)
                    .<Integer>mapMulti(
                        (x, out) -> {
                          for (int i = 0; i < x; i++) {
                            out.accept(x);
                          }
                        })
                    .collect()),
        gives(
            "keyBy",
            List.of(Pair.of(1, "a"), Pair.of(2, "bb")),
            s -> s.parallelize(List.of("a", "bb"), 2).keyBy(String::length).collect()),
        gives(
            "a long chain",
            List.of(1000),
            s -> {
              Dataset<Integer> chain = numbers(s, 1, 1);
              for (int i = 0; i < 1000; i++) {
                chain = chain.map(x -> x + 1);
              }
              return chain.collect();
            }),
        fails(
            "a function that throws names its failure",
            "no good",
            s ->
                numbers(s, 3, 2)
                    .map(
                        x -> {
                          throw new java.io.IOException("no good");
                        })
                    .collect()));
  }

  private static List<Row> partitionwise() {
    return List.of(
        gives(
            "mapPartitions is called once a partition, also for empty ones",
            List.of(1, 1, 0),
            s ->
                numbers(s, 2, 3).mapPartitions(ElementRows::size).collect().stream()
                    .sorted((a, b) -> b - a)
                    .toList()),
        gives(
            "mapPartitionsWithIndex",
            List.of("0:0", "1:1", "1:2"),
            s ->
                numbers(s, 3, 2)
                    .mapPartitionsWithIndex(
                        (i, all) -> {
                          List<String> list = new ArrayList<>();
                          all.forEachRemaining(x -> list.add(i + ":" + x));
                          return list.iterator();
                        })
                    .collect()),
        gives("glom", List.of(List.of(0), List.of(1, 2)), s -> numbers(s, 3, 2).glom().collect()),
        gives(
            "the task's context",
            List.of(0, 1),
            s -> numbers(s, 2, 2).map(x -> TaskContext.current().partition()).collect()),
        gives(
            "coalesce joins neighbours",
            List.of(List.of(0, 1), List.of(2, 3, 4)),
            s -> numbers(s, 5, 5).coalesce(2).glom().collect()),
        gives("coalesce does not add", 2, s -> numbers(s, 5, 2).coalesce(9).partitions()),
        gives(
            "coalesce to one reads lazily", List.of(0), s -> numbers(s, 4, 4).coalesce(1).take(1)),
        gives(
            "repartition keeps all and evens out",
            Pair.of(IntStream.range(0, 100).boxed().toList(), List.of(true, true, true, true)),
            s -> {
              Dataset<Integer> spread = numbers(s, 100, 3).repartition(4);
              return Pair.of(
                  spread.collect().stream().sorted().toList(),
                  spread.glom().map(part -> part.size() >= 22 && part.size() <= 28).collect());
            }),
        gives(
            "repartition after a shuffle keeps all",
            IntStream.range(0, 50).boxed().toList(),
            s -> numbers(s, 50, 3).distinct(2).repartition(5).collect().stream().sorted().toList()),
        gives("repartition of nothing", List.of(), s -> s.emptyDataset().repartition(3).collect()),
        fails("coalesce to none", "at least 1", s -> numbers(s, 1, 1).coalesce(0)),
        fails("parallelize in none", "at least 1", s -> numbers(s, 1, 0)));
  }

  private static Iterator<Integer> size(Iterator<Integer> all) {
    int n = 0;
    for (; all.hasNext(); all.next()) {
      n++;
    }
    return List.of(n).iterator();
  }

  private static List<Row> together() {
    return List.of(
        gives(
            "union keeps order and repetitions",
            List.of(0, 1, 0, 1, 2),
            s -> numbers(s, 2, 2).union(numbers(s, 3, 1)).collect()),
        gives(
            "union of many, some without elements",
            List.of(0, 0, 1),
            s -> s.union(List.of(numbers(s, 1, 1), s.emptyDataset(), numbers(s, 2, 3))).collect()),
        gives("union of none", List.of(), s -> s.union(List.of()).collect()),
        gives(
            "union with itself",
            List.of(0, 0),
            s -> {
              Dataset<Integer> one = numbers(s, 1, 1);
              return one.union(one).collect();
            }),
        gives(
            "distinct, with null",
            Arrays.asList(1, 2, null),
            s -> sorted(s.parallelize(Arrays.asList(1, null, 2, 1, null), 3).distinct().collect())),
        gives("distinct of nothing", List.of(), s -> s.emptyDataset().distinct(4).collect()),
        gives(
            "intersection",
            List.of(1, 2),
            s ->
                sorted(
                    s.parallelize(List.of(1, 1, 2, 3), 2)
                        .intersection(s.parallelize(List.of(2, 1, 1, 4), 3))
                        .collect())),
        gives(
            "subtract keeps repetitions",
            List.of(1, 1, 3),
            s ->
                sorted(
                    s.parallelize(List.of(1, 2, 1, 3, 2), 2)
                        .subtract(s.parallelize(List.of(2, 5), 1))
                        .collect())),
        gives(
            "cartesian",
            List.of("(0,a)", "(0,b)", "(1,a)", "(1,b)", "(2,a)", "(2,b)"),
            s ->
                numbers(s, 3, 2)
                    .cartesian(s.parallelize(List.of("a", "b"), 2))
                    .map(Pair::toString)
                    .collect()
                    .stream()
                    .sorted()
                    .toList()),
        gives(
            "cartesian counts",
            2500L * 3,
            s -> numbers(s, 2500, 2).cartesian(numbers(s, 3, 2)).count()),
        gives(
            "cartesian with nothing",
            List.of(),
            s -> numbers(s, 3, 2).cartesian(s.emptyDataset()).collect()),
        gives(
            "zip",
            List.of(Pair.of(0, "0"), Pair.of(1, "1"), Pair.of(2, "2")),
            s -> {
              Dataset<Integer> numbers = numbers(s, 3, 2);
              return numbers.zip(numbers.map(String::valueOf)).collect();
            }),
        fails(
            "zip of unequal partitions",
            "repartition",
            s -> numbers(s, 3, 2).zip(numbers(s, 3, 3)).collect()),
        fails(
            "zip of unequal sizes",
            "more elements on one side",
            s -> numbers(s, 4, 2).zip(numbers(s, 5, 2)).collect()),
        gives(
            "zipPartitions",
            List.of("1+2", "1+2"),
            s ->
                numbers(s, 2, 2)
                    .<Integer, String>zipPartitions(
                        numbers(s, 4, 2), (a, b) -> List.of(count(a) + "+" + count(b)).iterator())
                    .collect()),
        gives(
            "zipWithIndex",
            List.of(Pair.of("a", 0L), Pair.of("b", 1L), Pair.of("c", 2L)),
            s -> s.parallelize(List.of("a", "b", "c"), 5).zipWithIndex().collect()),
        gives(
            "zipWithUniqueId",
            List.of(Pair.of(0, 0L), Pair.of(1, 1L), Pair.of(2, 3L)),
            s -> numbers(s, 3, 2).zipWithUniqueId().collect()),
        gives(
            "sortBy",
            List.of("ccc", "bb", "a"),
            s ->
                s.parallelize(List.of("a", "ccc", "bb"), 2)
                    .sortBy(String::length, SerializableComparator.reverse(), 3)
                    .collect()),
        gives(
            "sortBy natural order, sorts all",
            IntStream.range(0, 500).boxed().toList(),
            s -> numbers(s, 500, 4).sortBy(x -> -x).map(x -> 499 - x).collect()),
        gives(
            "groupBy",
            List.of("(0,[0, 2, 4])", "(1,[1, 3])"),
            s ->
                sorted(
                    numbers(s, 5, 2)
                        .groupBy(x -> x % 2)
                        .mapValues(all -> all.stream().sorted().toList())
                        .map(Pair::toString)
                        .collect())));
  }

  private static int count(Iterator<?> all) {
    int n = 0;
    for (; all.hasNext(); all.next()) {
      n++;
    }
    return n;
  }

  private static List<Row> sampled() {
    return List.of(
        gives("sample of nothing", List.of(), s -> numbers(s, 100, 3).sample(0, 1).collect()),
        gives("sample of all", 100L, s -> numbers(s, 100, 3).sample(1, 1).count()),
        gives(
            "sample is about its fraction and the same each time",
            true,
            s -> {
              List<Integer> one = numbers(s, 10_000, 3).sample(0.3, 7).collect();
              return one.equals(numbers(s, 10_000, 3).sample(0.3, 7).collect())
                  && Math.abs(one.size() - 3000) < 200;
            }),
        gives(
            "sample with replacement repeats",
            true,
            s -> {
              List<Integer> one = numbers(s, 10_000, 3).sampleWithReplacement(2, 7).collect();
              return Math.abs(one.size() - 20_000) < 600 && new HashSet<>(one).size() < 9_000;
            }),
        fails("sample of more than all", "0 to 1", s -> numbers(s, 1, 1).sample(1.5, 1)),
        gives(
            "randomSplit parts are disjoint and all",
            IntStream.range(0, 1000).boxed().toList(),
            s -> {
              List<Dataset<Integer>> parts =
                  numbers(s, 1000, 3).randomSplit(new double[] {1, 2, 1}, 3);
              return parts.get(0).union(parts.subList(1, 3)).collect().stream().sorted().toList();
            }),
        fails(
            "randomSplit by no weight",
            "positive",
            s -> numbers(s, 1, 1).randomSplit(new double[] {0}, 1)),
        gives(
            "takeSample takes exactly as many, each once",
            20,
            s -> new HashSet<>(numbers(s, 100, 7).takeSample(20, 5)).size()),
        gives("takeSample of fewer", 3, s -> numbers(s, 3, 2).takeSample(20, 5).size()),
        gives(
            "takeSample is even over partitions of unequal size",
            true,
            s ->
                numbers(s, 100, 1)
                        .union(numbers(s, 900, 1).map(x -> -1 - x))
                        .takeSample(500, 5)
                        .stream()
                        .filter(x -> x < 0)
                        .count()
                    > 400));
  }
}
