package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.work.Ranks;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import java.util.List;

/** Iterative work with joins. */
final class Graphs {
  private Graphs() {}

  static Ranks pageRank(Session session, String file) {
    PairDataset<Integer, List<Integer>> links =
        session
            .textFile(file)
            .mapToPair(line -> Pair.of(Ranks.from(line), Ranks.to(line)))
            .groupByKey(Ranks.PARTITIONS)
            .cache();
    PairDataset<Integer, Double> ranks = links.mapValues(targets -> 1.0);
    for (int i = 0; i < Ranks.STEPS; i++) {
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
              .mapValues(Ranks::rank);
    }
    Pair<Long, Double> result =
        ranks
            .map(rank -> Pair.of(1L, rank.value()))
            .reduce((a, b) -> Pair.of(a.key() + b.key(), a.value() + b.value()));
    return new Ranks(result.key(), result.value());
  }
}
