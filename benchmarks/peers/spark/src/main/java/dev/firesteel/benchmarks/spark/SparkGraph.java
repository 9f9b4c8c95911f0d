package dev.firesteel.benchmarks.spark;

import dev.firesteel.benchmarks.work.Ranks;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Iterative work with joins. */
final class SparkGraph {
  private SparkGraph() {}

  /** As JavaPageRank, without its distinct(), and with numbers for nodes. */
  static Ranks pageRank(JavaSparkContext context, String file) {
    JavaPairRDD<Integer, Iterable<Integer>> links =
        context
            .textFile(file)
            .mapToPair(line -> new Tuple2<>(Ranks.from(line), Ranks.to(line)))
            .groupByKey(Ranks.PARTITIONS)
            .cache();
    JavaPairRDD<Integer, Double> ranks = links.mapValues(targets -> 1.0);
    for (int i = 0; i < Ranks.STEPS; i++) {
      ranks =
          links
              .join(ranks)
              .values()
              .flatMapToPair(entry -> shares(entry._1(), entry._2()).iterator())
              .reduceByKey(Double::sum)
              .mapValues(Ranks::rank);
    }
    Tuple2<Long, Double> result =
        ranks
            .map(rank -> new Tuple2<>(1L, rank._2()))
            .reduce((a, b) -> new Tuple2<>(a._1() + b._1(), a._2() + b._2()));
    return new Ranks(result._1(), result._2());
  }

  private static List<Tuple2<Integer, Double>> shares(Iterable<Integer> targets, double rank) {
    int count = 0;
    for (Integer target : targets) {
      count += target >= 0 ? 1 : 0;
    }
    List<Tuple2<Integer, Double>> shares = new ArrayList<>(count);
    for (Integer target : targets) {
      shares.add(new Tuple2<>(target, rank / count));
    }
    return shares;
  }
}
