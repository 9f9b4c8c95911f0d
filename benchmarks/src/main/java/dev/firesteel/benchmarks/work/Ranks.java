package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.corpus.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What comes out of page rank.
 *
 * @param nodes how many have a rank
 * @param sum of the ranks
 */
public record Ranks(long nodes, double sum) {
  /** Steps from all ranks 1. */
  public static final int STEPS = 10;

  /** Partitions of links and ranks. */
  public static final int PARTITIONS = 4;

  /** The node where the edge of a line begins. */
  public static int from(String line) {
    return Integer.parseInt(line, 0, line.indexOf(' '), 10);
  }

  /** The node where it ends. */
  public static int to(String line) {
    return Integer.parseInt(line, line.indexOf(' ') + 1, line.length(), 10);
  }

  /** The rank of a node whose neighbours give it so much. */
  public static double rank(double shares) {
    return 0.15 + 0.85 * shares;
  }

  /** By one thread, on arrays. */
  public static Ranks of(int[] from, int[] to) {
    int nodes = 1 + Math.max(largest(from), largest(to));
    int[] degree = new int[nodes];
    for (int node : from) {
      degree[node]++;
    }
    double[] ranks = new double[nodes];
    Arrays.fill(ranks, 1);
    for (int step = 0; step < STEPS; step++) {
      double[] sums = new double[nodes];
      boolean[] reached = new boolean[nodes];
      for (int edge = 0; edge < from.length; edge++) {
        double rank = ranks[from[edge]];
        if (!Double.isNaN(rank)) { // a node that no other points to has none after the first step
          sums[to[edge]] += rank / degree[from[edge]];
          reached[to[edge]] = true;
        }
      }
      for (int node = 0; node < nodes; node++) {
        ranks[node] = reached[node] ? rank(sums[node]) : Double.NaN;
      }
    }
    double[] ranked = Arrays.stream(ranks).filter(rank -> !Double.isNaN(rank)).toArray();
    return new Ranks(ranked.length, Arrays.stream(ranked).sum());
  }

  private static int largest(int[] nodes) {
    return Arrays.stream(nodes).max().orElse(0);
  }

  /** Prints how long it takes to rank the nodes of a graph. */
  public static void measure(Corpus graph, Function<String, Ranks> job, Figures figures) {
    long start = System.nanoTime();
    Ranks ranks = job.apply(graph.file().toString());
    double seconds = Figures.seconds(start);
    Ranks expected = expected(graph.file());
    figures
        .with("seconds", seconds)
        .with("ranked", ranks.nodes)
        .with("sum", ranks.sum)
        .answer(ranks.nodes + " " + Figures.rounded(ranks.sum))
        .print(
            ranks.nodes == expected.nodes
                && Math.abs(ranks.sum - expected.sum) < 1e-9 * expected.sum);
  }

  private static Ranks expected(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      int[][] edges = lines.map(line -> new int[] {from(line), to(line)}).toArray(int[][]::new);
      return of(
          Arrays.stream(edges).mapToInt(edge -> edge[0]).toArray(),
          Arrays.stream(edges).mapToInt(edge -> edge[1]).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
