package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import java.util.List;

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
    figures
        .with("seconds", Figures.seconds(start))
        .with("ranked", result.key())
        .with("sum", result.value())
        .print(result.key() > 0);
  }
}
