package dev.firesteel.semantics;

import static dev.firesteel.semantics.Row.fails;
import static dev.firesteel.semantics.Row.gives;
import static dev.firesteel.semantics.Row.sorted;

import dev.firesteel.dataset.Grouped;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import dev.firesteel.dataset.lineage.ShuffleDependency.MapSideCombine;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import java.io.Serializable;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Operations by key. */
final class PairRows {
  private static final String NULL = null;

  private PairRows() {}

  record Point(int x, RoundingMode mode) implements Serializable {}

  record Unserializable(int x) {}

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static <K, V> PairDataset<K, V> pairs(Session s, int partitions, Pair<K, V>... pairs) {
    return s.parallelizePairs(Arrays.asList(pairs), partitions);
  }

  private static PairDataset<String, Integer> words(Session s) {
    return pairs(s, 3, Pair.of("a", 1), Pair.of("b", 2), Pair.of("a", 3), Pair.of(NULL, 4));
  }

  private static PairDataset<String, String> names(Session s) {
    return pairs(s, 2, Pair.of("a", "x"), Pair.of("a", "y"), Pair.of("c", "z"), Pair.of(NULL, "n"));
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(combined());
    rows.addAll(joined());
    rows.addAll(ordered());
    rows.addAll(placed());
    return rows;
  }

  private static List<Row> combined() {
    List<Pair<String, Integer>> sums = List.of(Pair.of("a", 4), Pair.of("b", 2), Pair.of(NULL, 4));
    return List.of(
        gives(
            "mapValues",
            List.of("(a,2)", "(b,3)", "(a,4)", "(null,5)"),
            s -> words(s).mapValues(x -> x + 1).map(Pair::toString).collect()),
        gives(
            "flatMapValues",
            List.of("(b,0)", "(b,1)"),
            s ->
                words(s)
                    .filter(p -> "b".equals(p.key()))
                    .flatMapValues(x -> IntStream.range(0, x).boxed())
                    .map(Pair::toString)
                    .collect()),
        gives("keys", Arrays.asList("a", "b", "a", null), s -> words(s).keys().collect()),
        gives("values", List.of(1, 2, 3, 4), s -> words(s).values().collect()),
        gives("reduceByKey", sums, s -> sorted(words(s).reduceByKey(Integer::sum).collect())),
        gives(
            "reduceByKey of nothing",
            List.of(),
            s ->
                s.<String, Integer>parallelizePairs(List.of()).reduceByKey(Integer::sum).collect()),
        gives(
            "reduceByKey of one partition into many",
            sums,
            s -> sorted(words(s).coalesce(1).reduceByKey(Integer::sum, 9).collect())),
        gives(
            "reduceByKey of one hot key",
            List.of(Pair.of(1, 50_000)),
            s ->
                s.range(0, 50_000, 1, 4)
                    .boxed()
                    .mapToPair(x -> Pair.of(1, 1))
                    .reduceByKey(Integer::sum, 3)
                    .collect()),
        gives("foldByKey", sums, s -> sorted(words(s).foldByKey(0, Integer::sum).collect())),
        gives(
            "foldByKey copies a value that can change",
            List.of("(a,[1, 3])", "(b,[2])"),
            s ->
                sorted(
                    pairs(s, 1, Pair.of("a", 1), Pair.of("b", 2), Pair.of("a", 3))
                        .mapValues(x -> new ArrayList<>(List.of(x)))
                        .foldByKey(
                            new ArrayList<>(),
                            (list, more) -> {
                              list.addAll(more);
                              return list;
                            })
                        .map(Pair::toString)
                        .collect())),
        gives(
            "aggregateByKey",
            List.of("(a,13)", "(b,2)", "(null,4)"),
            s ->
                sorted(
                    words(s)
                        .coalesce(1)
                        .aggregateByKey(
                            StringBuilder::new, StringBuilder::append, StringBuilder::append)
                        .map(p -> "(" + p.key() + "," + p.value() + ")")
                        .collect())),
        gives(
            "combineByKey",
            List.of("(a,[1, 3])", "(b,[2])", "(null,[4])"),
            s ->
                sorted(
                    words(s)
                        .<List<Integer>>combineByKey(
                            x -> new ArrayList<>(List.of(x)),
                            (list, x) -> {
                              list.add(x);
                              return list;
                            },
                            (list, more) -> {
                              list.addAll(more);
                              return list;
                            },
                            new HashPartitioner(2),
                            MapSideCombine.NO)
                        .mapValues(list -> list.stream().sorted().toList())
                        .map(Pair::toString)
                        .collect())),
        gives(
            "groupByKey",
            List.of("(a,[1, 3])", "(b,[2])", "(null,[4])"),
            s ->
                sorted(
                    words(s)
                        .groupByKey(4)
                        .mapValues(list -> list.stream().sorted().toList())
                        .map(Pair::toString)
                        .collect())),
        gives(
            "countByKey",
            Map.of("x", 2L, "y", 1L),
            s -> pairs(s, 2, Pair.of("x", 1), Pair.of("y", 1), Pair.of("x", 1)).countByKey()),
        gives(
            "collectAsMap takes the last",
            Map.of("x", 3, "y", 2),
            s -> pairs(s, 2, Pair.of("x", 1), Pair.of("y", 2), Pair.of("x", 3)).collectAsMap()),
        gives(
            "reduceByKeyLocally",
            Map.of("x", 4, "y", 2),
            s ->
                pairs(s, 2, Pair.of("x", 1), Pair.of("y", 2), Pair.of("x", 3))
                    .reduceByKeyLocally(Integer::sum)),
        gives("lookup", List.of(1, 3), s -> words(s).lookup("a")),
        gives(
            "lookup by partitioner",
            List.of(4),
            s -> words(s).reduceByKey(Integer::sum).lookup("a")),
        gives("lookup of null", List.of(4), s -> words(s).lookup(null)),
        gives("lookup of what is not there", List.of(), s -> words(s).groupByKey().lookup("z")),
        gives(
            "sampleByKey",
            List.of("b"),
            s -> words(s).sampleByKey(Map.of("b", 1.0), 1).keys().collect()));
  }

  private static List<Row> joined() {
    return List.of(
        gives(
            "join",
            List.of("(a,(1,x))", "(a,(1,y))", "(a,(3,x))", "(a,(3,y))", "(null,(4,n))"),
            s -> sorted(words(s).join(names(s)).map(Pair::toString).collect())),
        gives(
            "leftOuterJoin",
            List.of(Optional.empty()),
            s ->
                words(s)
                    .leftOuterJoin(names(s))
                    .filter(p -> "b".equals(p.key()))
                    .map(p -> p.value().value())
                    .collect()),
        gives("leftOuterJoin keeps all", 6L, s -> words(s).leftOuterJoin(names(s)).count()),
        gives(
            "rightOuterJoin",
            List.of("(c,(Optional.empty,z))"),
            s ->
                words(s)
                    .rightOuterJoin(names(s))
                    .filter(p -> "c".equals(p.key()))
                    .map(Pair::toString)
                    .collect()),
        gives("rightOuterJoin keeps all", 6L, s -> words(s).rightOuterJoin(names(s)).count()),
        gives(
            "fullOuterJoin",
            List.of("(b,(Optional[2],Optional.empty))", "(c,(Optional.empty,Optional[z]))"),
            s ->
                sorted(
                    words(s)
                        .fullOuterJoin(names(s))
                        .filter(p -> "b".equals(p.key()) || "c".equals(p.key()))
                        .map(Pair::toString)
                        .collect())),
        gives(
            "join with nothing",
            List.of(),
            s -> words(s).join(s.<String, Integer>parallelizePairs(List.of())).collect()),
        gives(
            "join of inputs without partitions",
            List.of(),
            s -> {
              PairDataset<String, Integer> none =
                  s.<String>emptyDataset().keyBy(x -> x).mapValues(String::length);
              return none.reduceByKey(Integer::sum).join(none.sortByKey()).collect();
            }),
        gives(
            "join with itself",
            6L,
            s -> {
              PairDataset<String, Integer> words = words(s);
              return words.join(words).count();
            }),
        gives(
            "join of a hot key",
            400L * 300,
            s ->
                s.range(0, 400)
                    .boxed()
                    .mapToPair(x -> Pair.of(7, x))
                    .join(s.range(0, 300).boxed().mapToPair(x -> Pair.of(7, x)), 3)
                    .count()),
        gives("joins are what a cogroup makes of both sides", List.of(), PairRows::differences),
        gives(
            "cogroup",
            List.of("(a,([1, 3],[x, y]))", "(b,([2],[]))", "(c,([],[z]))", "(null,([4],[n]))"),
            s ->
                sorted(
                    words(s)
                        .cogroup(names(s))
                        .mapValues(
                            p ->
                                Pair.of(
                                    p.key().stream().sorted().toList(),
                                    p.value().stream().sorted().toList()))
                        .map(Pair::toString)
                        .collect())),
        gives(
            "cogroup of three",
            List.of(new Grouped<>(List.of(2), List.of(), List.of(9L))),
            s ->
                words(s)
                    .cogroup(names(s), pairs(s, 1, Pair.of("b", 9L)))
                    .filter(p -> "b".equals(p.key()))
                    .values()
                    .collect()),
        gives(
            "subtractByKey keeps repetitions",
            List.of(Pair.of("a", 1), Pair.of("a", 3)),
            s ->
                sorted(
                    words(s)
                        .subtractByKey(
                            pairs(s, 1, Pair.of("b", 0), Pair.of(NULL, 1), Pair.of("b", 1)))
                        .collect())));
  }

  /** Between an outer join and groups: keys of one side, hot ones, null; sides placed or not. */
  private static List<String> differences(Session s) {
    PairDataset<Long, Long> left =
        s.range(0, 300).boxed().mapToPair(x -> Pair.of(x % 3 == 0 ? null : x % 50, x));
    PairDataset<Long, Long> right =
        s.range(0, 200).boxed().mapToPair(x -> Pair.of(x % 9 == 0 ? null : 20 + x % 60, -x));
    Partitioner three = new HashPartitioner(3);
    List<String> differences = new ArrayList<>();
    for (PairDataset<Long, Long> first : List.of(left, left.partitionBy(three))) {
      for (PairDataset<Long, Long> second : List.of(right, right.reduceByKey(Long::sum, three))) {
        List<String> grouped =
            first
                .cogroup(second, three)
                .flatMapValues(
                    both ->
                        orEmpty(both.key())
                            .flatMap(l -> orEmpty(both.value()).map(r -> Pair.of(l, r))))
                .map(Pair::toString)
                .collect();
        List<String> joined = first.fullOuterJoin(second, three).map(Pair::toString).collect();
        if (!sorted(joined).equals(sorted(grouped))) {
          differences.add(joined + " instead of " + grouped);
        }
      }
    }
    return differences;
  }

  private static <V> Stream<Optional<V>> orEmpty(List<V> values) {
    return values.isEmpty() ? Stream.of(Optional.empty()) : values.stream().map(Optional::of);
  }

  private static List<Row> ordered() {
    List<Integer> numbers = Stream.iterate(17, x -> (x * 31 + 7) % 1009).limit(400).toList();
    List<Integer> ascending = numbers.stream().sorted().toList();
    List<Integer> descending = numbers.stream().sorted((a, b) -> b - a).toList();
    return List.of(
        gives(
            "sortByKey",
            ascending,
            s -> s.parallelize(numbers, 5).keyBy(x -> x).sortByKey().keys().collect()),
        gives(
            "sortByKey in reverse",
            descending,
            s ->
                s.parallelize(numbers, 5)
                    .keyBy(x -> x)
                    .sortByKey(SerializableComparator.reverse(), 4)
                    .keys()
                    .collect()),
        gives(
            "sortByKey by an own order",
            descending,
            s ->
                s.parallelize(numbers, 5)
                    .keyBy(x -> x)
                    .sortByKey((a, b) -> Integer.compare(b, a), 4)
                    .keys()
                    .collect()),
        gives(
            "sortByKey into one partition",
            ascending,
            s ->
                s.parallelize(numbers, 5)
                    .keyBy(x -> x)
                    .sortByKey(SerializableComparator.natural(), 1)
                    .keys()
                    .collect()),
        gives(
            "sortByKey puts null first",
            Arrays.asList(null, "a", "a", "b"),
            s -> words(s).sortByKey().keys().collect()),
        gives(
            "sortByKey of nothing",
            List.of(),
            s -> s.<String, Integer>parallelizePairs(List.of()).sortByKey().collect()),
        gives(
            "sortByKey of one key in many partitions",
            List.of(3, 3, 3),
            s ->
                pairs(s, 2, Pair.of(3, 1), Pair.of(3, 2), Pair.of(3, 3))
                    .sortByKey(SerializableComparator.natural(), 5)
                    .keys()
                    .collect()),
        gives(
            "sortByKey makes even partitions",
            true,
            s ->
                s
                    .range(0, 10_000, 1, 4)
                    .boxed()
                    .keyBy(x -> -x)
                    .sortByKey(SerializableComparator.natural(), 4)
                    .glom()
                    .collect()
                    .stream()
                    .allMatch(p -> p.size() > 1500 && p.size() < 3500)),
        gives(
            "sortByKey has as many partitions as asked for",
            5,
            s -> words(s).sortByKey(SerializableComparator.natural(), 5).partitions()),
        fails(
            "sortByKey by keys that do not serialize",
            "let the type implement Serializable",
            s ->
                s.range(0, 10)
                    .boxed()
                    .keyBy(x -> new Unserializable(x.intValue()))
                    .sortByKey((a, b) -> Integer.compare(a.x(), b.x()), 2)
                    .count()),
        gives(
            "repartitionAndSortWithinPartitions",
            List.of(List.of(0, 2, 4), List.of(1, 3)),
            s ->
                s.parallelize(List.of(4, 3, 2, 1, 0), 3)
                    .keyBy(x -> x)
                    .repartitionAndSortWithinPartitions(
                        new Parity(), SerializableComparator.natural())
                    .keys()
                    .glom()
                    .collect()));
  }

  /** Even and odd. */
  record Parity() implements Partitioner {
    @Override
    public int partitions() {
      return 2;
    }

    @Override
    public int partition(Object key) {
      return (Integer) key % 2;
    }
  }

  private static List<Row> placed() {
    return List.of(
        gives(
            "partitionBy",
            List.of(List.of(4, 2, 0), List.of(3, 1)),
            s ->
                s.parallelize(List.of(4, 3, 2, 1, 0), 1)
                    .keyBy(x -> x)
                    .partitionBy(new Parity())
                    .keys()
                    .glom()
                    .collect()),
        gives(
            "union of equally placed ones keeps the partitioner",
            List.of(2, 6L),
            s -> {
              PairDataset<Integer, Integer> one =
                  s.parallelize(List.of(2, 1, 0), 1).keyBy(x -> x).partitionBy(new Parity());
              PairDataset<Integer, Integer> both = one.union(one.mapValues(x -> x + 1));
              return List.of(both.partitions(), both.count());
            }),
        gives(
            "enum keys",
            Map.of(RoundingMode.UP, 2, RoundingMode.DOWN, 1),
            s ->
                pairs(
                        s,
                        2,
                        Pair.of(RoundingMode.UP, 1),
                        Pair.of(RoundingMode.DOWN, 1),
                        Pair.of(RoundingMode.UP, 1))
                    .reduceByKey(Integer::sum, 5)
                    .collectAsMap()),
        gives(
            "record keys with an enum in them",
            Map.of(new Point(1, RoundingMode.UP), 2),
            s ->
                pairs(
                        s,
                        2,
                        Pair.of(new Point(1, RoundingMode.UP), 1),
                        Pair.of(new Point(1, RoundingMode.UP), 1))
                    .reduceByKey(Integer::sum, 5)
                    .collectAsMap()),
        fails(
            "array keys are refused",
            "use a List or a String as key",
            s -> pairs(s, 1, Pair.of(new int[] {1}, 1)).reduceByKey(Integer::sum, 2).collect()),
        fails(
            "keys without a hash code of their own are refused",
            "define equals and hashCode",
            s ->
                s.range(0, 2)
                    .boxed()
                    .keyBy(x -> new Object())
                    .mapValues(x -> 1)
                    .groupByKey(2)
                    .count()));
  }
}
