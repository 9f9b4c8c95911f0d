package dev.firesteel.semantics;

import static dev.firesteel.semantics.Row.fails;
import static dev.firesteel.semantics.Row.gives;
import static dev.firesteel.semantics.Row.sorted;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.shared.Accumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Object files and checkpoints. */
final class FileRows {
  private FileRows() {}

  private interface InDirectory {
    Object run(Session session, String directory) throws Exception;
  }

  /** A row whose files are gone after it. */
  private static Row.Program in(InDirectory program) {
    return session -> {
      Path directory = Files.createTempDirectory("firesteel-rows");
      try {
        session.checkpointDirectory(directory.resolve("checkpoints").toString());
        return program.run(session, directory.toString());
      } finally {
        remove(directory);
      }
    };
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static Dataset<Integer> numbers(Session session, int count, int partitions) {
    return session.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  static List<Row> rows() {
    return Stream.concat(objects().stream(), checkpoints().stream()).toList();
  }

  private static List<Row> objects() {
    return List.of(
        gives(
            "objectFile has what saveAsObjectFile wrote, in its partitions",
            List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5, 6)),
            in(
                (s, directory) -> {
                  numbers(s, 7, 3).saveAsObjectFile(directory + "/out");
                  return s.<Integer>objectFile(directory + "/out").glom().collect();
                })),
        gives(
            "objects of many kinds, also null, and an empty partition",
            Arrays.asList("ä", null, Pair.of(1, 2.5), List.of("x")),
            in(
                (s, directory) -> {
                  List<Object> all = Arrays.asList("ä", null, Pair.of(1, 2.5), List.of("x"));
                  s.parallelize(all, 5).saveAsObjectFile(directory + "/out");
                  Dataset<Object> read = s.objectFile(directory + "/out");
                  return read.partitions() == 5 ? read.collect() : read.partitions();
                })),
        gives(
            "large object files",
            200_000L * 199_999 / 2,
            in(
                (s, directory) -> {
                  s.range(0, 200_000, 1, 2).boxed().saveAsObjectFile(directory + "/out");
                  return s.<Long>objectFile(directory + "/out").mapToLong(x -> x).sum();
                })),
        fails(
            "objectFile of nothing",
            "does not exist",
            in((s, directory) -> s.objectFile(directory + "/none").count())),
        fails(
            "saveAsObjectFile to what is there",
            "exists already",
            in(
                (s, directory) -> {
                  numbers(s, 2, 1).saveAsObjectFile(directory + "/out");
                  numbers(s, 2, 1).saveAsObjectFile(directory + "/out");
                  return null;
                })));
  }

  private static List<Row> checkpoints() {
    return List.of(
        gives(
            "checkpoint has the same elements in the same partitions",
            List.of(List.of(1, 2), List.of(3, 4, 5)),
            in((s, directory) -> numbers(s, 5, 2).map(x -> x + 1).checkpoint().glom().collect())),
        gives(
            "checkpoint is computed once and cuts the lineage",
            List.of(6L, 6L, 6L, "reads files only"),
            in(
                (s, directory) -> {
                  Accumulator<Long, Long, Long> computed = s.longAccumulator("computed");
                  Dataset<Integer> cut =
                      numbers(s, 6, 2)
                          .map(
                              x -> {
                                computed.add(1L);
                                return x;
                              })
                          .checkpoint();
                  return List.of(
                      cut.count(),
                      cut.map(x -> -x).count(),
                      computed.value(),
                      cut.lineage().contains("map at") ? cut.lineage() : "reads files only");
                })),
        gives(
            "checkpoint keeps the partitioner",
            "one shuffle less",
            in(
                (s, directory) -> {
                  PairDataset<Integer, Integer> cut =
                      numbers(s, 9, 3)
                          .mapToPair(x -> Pair.of(x % 3, 1))
                          .reduceByKey(Integer::sum)
                          .checkpoint();
                  PairDataset<Integer, Integer> again = cut.reduceByKey(Integer::sum);
                  List<Pair<Integer, Integer>> counts = again.collect();
                  return sorted(counts).equals(List.of(Pair.of(0, 3), Pair.of(1, 3), Pair.of(2, 3)))
                          && !again.lineage().contains("+-")
                      ? "one shuffle less"
                      : counts + again.lineage();
                })),
        gives(
            "checkpoint of a sort keeps its order and its borders",
            List.of(0, 1, 2, 3, 4, 5, 6, 7),
            in(
                (s, directory) -> {
                  PairDataset<Integer, Integer> cut =
                      numbers(s, 8, 3).mapToPair(x -> Pair.of(7 - x, x)).sortByKey().checkpoint();
                  cut.count();
                  return cut.mapValues(x -> 0).join(cut).sortByKey().keys().collect();
                })),
        gives(
            "checkpoint of numbers",
            List.of(45L, 4.5),
            in(
                (s, directory) ->
                    List.of(
                        s.range(0, 10).checkpoint().sum(),
                        s.range(0, 10).mapToDouble(x -> x).checkpoint().mean()))),
        gives(
            "checkpoint of a checkpoint, kept in memory",
            12L,
            in(
                (s, directory) -> {
                  Dataset<Integer> cut =
                      numbers(s, 12, 2).checkpoint().map(x -> x).checkpoint().cache();
                  long first = cut.count();
                  long second = cut.count();
                  cut.unpersist();
                  return (first + second) / 2;
                })),
        gives(
            "checkpoint of no partitions",
            List.of(),
            in((s, directory) -> s.emptyDataset().checkpoint().collect())),
        fails(
            "checkpoint of what cannot be computed",
            "broken",
            in(
                (s, directory) ->
                    numbers(s, 2, 1)
                        .map(
                            x -> {
                              throw new IllegalStateException("broken");
                            })
                        .checkpoint()
                        .count())));
  }
}
