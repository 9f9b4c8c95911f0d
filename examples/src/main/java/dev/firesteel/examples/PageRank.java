package dev.firesteel.examples;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import java.util.List;

/**
 * Ranks the nodes of a graph. Arguments: input, output, iterations (10). Input lines are {@code
 * from<blank>to}; output lines are {@code node<TAB>rank}. A node without incoming links has no rank
 * after the first iteration.
 *
 * <p>Source: Page, Brin, Motwani, Winograd: The PageRank Citation Ranking, 1999.
 */
public final class PageRank {
  private static final double DAMPING = 0.85;

  private PageRank() {}

  /** Runs it. */
  public static void main(String[] args) {
    Usage.check(args, 2, 3, "pagerank INPUT OUTPUT [STEPS]");
    int iterations = Usage.number(args, 2, 10);
    try (Session session = Session.builder().name("page-rank").open()) {
      PairDataset<String, List<String>> links =
          session.textFile(args[0]).mapToPair(PageRank::link).distinct().groupByKey().cache();
      PairDataset<String, Double> ranks = links.mapValues(targets -> 1.0);
      for (int i = 0; i < iterations; i++) {
        ranks =
            links
                .join(ranks)
                .values()
                .<Pair<String, Double>>mapMulti(
                    (entry, out) -> {
                      List<String> targets = entry.key();
                      for (String target : targets) {
                        out.accept(Pair.of(target, entry.value() / targets.size()));
                      }
                    })
                .mapToPair(share -> share)
                .reduceByKey(Double::sum)
                .mapValues(sum -> 1 - DAMPING + DAMPING * sum);
      }
      ranks.map(rank -> rank.key() + "\t" + rank.value()).saveAsTextFile(args[1]);
    }
  }

  private static Pair<String, String> link(String line) {
    String[] parts = line.trim().split("\\s+");
    if (parts.length != 2) {
      throw new IllegalArgumentException("Line '" + line + "' is not of the form 'from to'");
    }
    return Pair.of(parts[0], parts[1]);
  }
}
