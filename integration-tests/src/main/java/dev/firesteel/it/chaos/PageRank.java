package dev.firesteel.it.chaos;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ranks the nodes of a graph in several steps over links that are cached. */
final class PageRank implements Workload<Map<Integer, Double>> {
  private static final int STEPS = 6;
  private static final int EDGES_PER_NODE = 8;

  private final int edges;
  private final int nodes;
  private final double[] right;

  PageRank(int edges) {
    this.edges = edges;
    this.nodes = Math.max(1, edges / EDGES_PER_NODE);
    this.right = byHand();
  }

  @Override
  public String name() {
    return "pagerank";
  }

  private static int from(long edge, int nodes) {
    return (int) (edge % nodes);
  }

  private static int to(long edge, int nodes) {
    return Data.skewed(edge, nodes);
  }

  @Override
  public Map<Integer, Double> run(Session session, Path out) {
    int all = nodes;
    PairDataset<Integer, List<Integer>> links =
        Data.numbers(session, edges)
            .mapToPair(edge -> Pair.of(from(edge, all), to(edge, all)))
            .groupByKey(Data.OUTPUTS)
            .cache();
    PairDataset<Integer, Double> ranks = links.mapValues(targets -> 1.0);
    for (int i = 0; i < STEPS; i++) {
      ranks =
          links
              .join(ranks)
              .values()
              .<Pair<Integer, Double>>mapMulti(
                  (entry, share) -> {
                    List<Integer> targets = entry.key();
                    for (Integer target : targets) {
                      share.accept(Pair.of(target, entry.value() / targets.size()));
                    }
                  })
              .mapToPair(share -> share)
              .reduceByKey(Double::sum)
              .mapValues(sum -> 0.15 + 0.85 * sum);
    }
    Map<Integer, Double> answer = new HashMap<>(ranks.collectAsMap());
    links.unpersist();
    return answer;
  }

  @Override
  public List<String> wrong(Map<Integer, Double> answer, Path out) {
    long ranked = Arrays.stream(right).filter(rank -> !Double.isNaN(rank)).count();
    if (answer.size() != ranked) {
      return List.of(answer.size() + " nodes are ranked instead of " + ranked);
    }
    for (Map.Entry<Integer, Double> rank : answer.entrySet()) {
      double expected = right[rank.getKey()];
      if (!(Math.abs(rank.getValue() - expected) <= 1e-9 * expected)) {
        return List.of("node " + rank.getKey() + " has " + rank.getValue() + ", not " + expected);
      }
    }
    return List.of();
  }

  /** The ranks, with one thread and arrays; not a number for nodes without rank. */
  private double[] byHand() {
    int[] degree = new int[nodes];
    for (long edge = 0; edge < edges; edge++) {
      degree[from(edge, nodes)]++;
    }
    double[] ranks = new double[nodes];
    Arrays.fill(ranks, 1);
    for (int step = 0; step < STEPS; step++) {
      double[] sums = new double[nodes];
      boolean[] reached = new boolean[nodes];
      for (long edge = 0; edge < edges; edge++) {
        int from = from(edge, nodes);
        int to = to(edge, nodes);
        if (!Double.isNaN(ranks[from])) {
          sums[to] += ranks[from] / degree[from];
          reached[to] = true;
        }
      }
      for (int node = 0; node < nodes; node++) {
        ranks[node] = reached[node] ? 0.15 + 0.85 * sums[node] : Double.NaN;
      }
    }
    return ranks;
  }
}
