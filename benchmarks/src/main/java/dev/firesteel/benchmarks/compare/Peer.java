package dev.firesteel.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An engine, or the same work without one. */
enum Peer {
  FIRESTEEL("benchmarks/launch", "cli/target/dist/lib"),
  SPARK("benchmarks/peers/spark/launch", "benchmarks/peers/spark/target/lib"),
  MAPREDUCE("benchmarks/peers/mapreduce/launch", "benchmarks/peers/mapreduce/target/lib"),
  PLAIN("benchmarks/launch-plain", "");

  /** The master of a peer that runs in one process only. */
  static final String NONE = "-";

  private static final Set<String> BY_HAND =
      Set.of(
          "cold-start",
          "word-count",
          "sort",
          "aggregate",
          "aggregate-primitive",
          "join",
          "logistic-regression",
          "page-rank",
          "rescan");
  private static final Set<String> AS_MAP_REDUCE = Set.of("cold-start", "word-count", "sort");

  private final String launcher;
  private final String classPath;

  Peer(String launcher, String classPath) {
    this.launcher = launcher;
    this.classPath = classPath;
  }

  static Optional<Peer> named(String name) {
    return Arrays.stream(values()).filter(peer -> peer.label().equals(name)).findFirst();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The masters among those asked for on which it runs this benchmark; none if it cannot. */
  List<String> masters(String bench, List<String> asked) {
    return switch (this) {
      case FIRESTEEL -> asked.stream().filter(master -> Benches.runsOn(bench, master)).toList();
      case SPARK ->
          Benches.OWN.contains(bench)
              ? List.of()
              : asked.stream().filter(master -> Benches.runsOn(bench, master)).toList();
      case MAPREDUCE -> AS_MAP_REDUCE.contains(bench) ? List.of(NONE) : List.of();
      case PLAIN -> BY_HAND.contains(bench) ? List.of(NONE) : List.of();
    };
  }

  /** The command of one measurement. */
  List<String> command(Path home, Cell cell, Path data, double scale) {
    List<String> command = new ArrayList<>(List.of(home.resolve(launcher).toString()));
    command.addAll(List.of(cell.master(), cell.bench(), data.toString(), Double.toString(scale)));
    return command;
  }

  /** The directory of the jars that an application of it runs on; none where there is no engine. */
  Optional<Path> classPath(Path home) {
    return classPath.isEmpty() ? Optional.empty() : Optional.of(home.resolve(classPath));
  }
}
