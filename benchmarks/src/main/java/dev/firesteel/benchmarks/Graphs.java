package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Iterative work with joins. */
final class Graphs {
  private static final int PARTITIONS = 4;

  private Graphs() {}

  static void pageRank(Session session, Corpus corpus, int steps, Figures figures) {
    long start = System.nanoTime();
    PairDataset<Integer, List<Integer>> links =
        session
            .textFile(corpus.file().toString())
            .mapToPair(
                line -> {
                  int blank = line.indexOf(' ');
                  return Pair.of(
                      Integer.parseInt(line, 0, blank, 10),
                      Integer.parseInt(line, blank + 1, line.length(), 10));
                })
            .groupByKey(PARTITIONS)
            .cache();
    PairDataset<Integer, Double> ranks = links.mapValues(targets -> 1.0);
    for (int i = 0; i < steps; i++) {
      ranks =
          links
              .join(ranks)
              .values()
              .<Pair<Integer, Double>>mapMulti(
                  (entry, out) -> {
                    List<Integer> targets = entry.key();
                    for (Integer target : targets) {
                      out.accept(Pair.of(target, entry.value() / targets.size()));
                    }
                  })
              .mapToPair(share -> share)
              .reduceByKey(Double::sum)
              .mapValues(sum -> 0.15 + 0.85 * sum);
    }
    Pair<Long, Double> result =
        ranks
            .map(rank -> Pair.of(1L, rank.value()))
            .reduce((a, b) -> Pair.of(a.key() + b.key(), a.value() + b.value()));
    double seconds = Figures.seconds(start);
    double[] expected = byHand(corpus.file(), steps);
    figures
        .with("seconds", seconds)
        .with("ranked", result.key())
        .with("sum", result.value())
        .print(
            result.key() == (long) expected[0]
                && Math.abs(result.value() - expected[1]) < 1e-9 * expected[1]);
  }

  /** The same on arrays, with one thread: how many nodes have a rank, and the sum of the ranks. */
  private static double[] byHand(Path file, int steps) {
    int[][] edges = edges(file);
    int nodes = 1 + Arrays.stream(edges).flatMapToInt(Arrays::stream).max().orElse(0);
    int[] degree = new int[nodes];
    for (int[] edge : edges) {
      degree[edge[0]]++;
    }
    double[] ranks = new double[nodes];
    Arrays.fill(ranks, 1);
    for (int step = 0; step < steps; step++) {
      double[] sums = new double[nodes];
      boolean[] reached = new boolean[nodes];
      for (int[] edge : edges) {
        if (!Double.isNaN(ranks[edge[0]])) {
          sums[edge[1]] += ranks[edge[0]] / degree[edge[0]];
          reached[edge[1]] = true;
        }
      }
      for (int node = 0; node < nodes; node++) {
        ranks[node] = reached[node] ? 0.15 + 0.85 * sums[node] : Double.NaN;
      }
    }
    double[] ranked = Arrays.stream(ranks).filter(rank -> !Double.isNaN(rank)).toArray();
    return new double[] {ranked.length, Arrays.stream(ranked).sum()};
  }

  private static int[][] edges(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> Stream.of(line.split(" ")).mapToInt(Integer::parseInt).toArray())
          .toArray(int[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
