package dev.firesteel.containers.program;

import dev.firesteel.containers.program.Hold.Spot;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import java.util.List;
import java.util.Set;

/**
 * Ranks the nodes of a graph that is kept in memory: {@code IN OUT [--partitions N] [--iterations
 * N]} and the options of {@link Hold}. Output lines are {@code node TAB rank}, sorted by node.
 * Ranks are whole billionths, so that sums do not depend on their order.
 *
 * <p>Source: Page, Brin, Motwani, Winograd: The PageRank Citation Ranking, 1999.
 */
public final class PageRankMain {
  private static final long ONE = 1_000_000_000L;
  private static final long PERCENT = 85;

  private PageRankMain() {}

  /** Runs it. */
  public static void main(String[] words) {
    Options options =
        Options.parse(
            "PageRankMain IN OUT [--partitions N] [--iterations N]",
            2,
            Set.of("partitions", "iterations"),
            words);
    Hold hold = Hold.of(options);
    Run.program("page-rank", session -> rank(session, options, hold));
  }

  private static void rank(Session session, Options options, Hold hold) {
    int partitions = options.number("partitions", 4);
    int iterations = options.number("iterations", 6);
    PairDataset<String, List<String>> links =
        hold.at(Spot.INPUT, session.textFile(options.input("links")))
            .distinct(partitions)
            .mapToPair(PageRankMain::link)
            .groupByKey(partitions)
            .cache();
    PairDataset<String, Long> ranks = links.mapValues(targets -> ONE);
    for (int i = 0; i < iterations; i++) {
      Dataset<Pair<List<String>, Long>> nodes = links.join(ranks).values();
      ranks =
          (i == iterations / 2 ? hold.at(Spot.MIDDLE, nodes) : nodes)
              .<Pair<String, Long>>mapMulti(
                  (node, out) -> {
                    for (String target : node.key()) {
                      out.accept(Pair.of(target, node.value() / node.key().size()));
                    }
                  })
              .mapToPair(share -> share)
              .reduceByKey(Long::sum, partitions)
              .mapValues(sum -> ((100 - PERCENT) * ONE + PERCENT * sum) / 100);
    }
    ranks
        .sortByKey(SerializableComparator.natural(), partitions)
        .map(rank -> rank.key() + "\t" + rank.value())
        .saveAsTextFile(options.path(1));
  }

  private static Pair<String, String> link(String line) {
    int blank = line.indexOf(' ');
    return Pair.of(line.substring(0, blank), line.substring(blank + 1));
  }
}
