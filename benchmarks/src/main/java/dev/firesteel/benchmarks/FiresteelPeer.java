package dev.firesteel.benchmarks;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.benchmarks.work.Joined;
import dev.firesteel.benchmarks.work.LabeledPoint;
import dev.firesteel.benchmarks.work.Peer;
import dev.firesteel.benchmarks.work.Ranks;
import dev.firesteel.benchmarks.work.Recovery;
import dev.firesteel.benchmarks.work.Regression;
import dev.firesteel.benchmarks.work.Rescan;
import dev.firesteel.benchmarks.work.Sums;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.util.function.UnaryOperator;

/** The benchmarks' jobs, for Firesteel. */
record FiresteelPeer(Session session) implements Peer {
  @Override
  public String master() {
    return session.config().get(CoreKeys.MASTER);
  }

  @Override
  public long count(int numbers) {
    return session.parallelize(Bench.ints(numbers), 2).count();
  }

  @Override
  public void awaitExecutors() {
    for (int i = 0; i < 20; i++) {
      session.parallelize(Bench.ints(64), 64).count();
    }
  }

  @Override
  public void emptyTasks(int tasks) {
    session.parallelize(Bench.ints(tasks), tasks).foreachPartition(elements -> {});
  }

  @Override
  public void wordCount(String file, String out) {
    Text.wordCount(session, file, out);
  }

  @Override
  public void sort(String file, String out) {
    Text.sort(session, file, out);
  }

  @Override
  public Sums sumByKey(int records, int keys) {
    return Aggregation.sumByKey(session, records, keys);
  }

  @Override
  public Sums sumPrimitivesByKey(int records, int keys) {
    return Aggregation.sumPrimitivesByKey(session, records, keys);
  }

  @Override
  public Joined join(int left, int right, int keys) {
    return Aggregation.join(session, left, right, keys);
  }

  @Override
  public Rescan rescan(String file) {
    Dataset<String> lines = session.textFile(file).cache();
    return new Rescan(
        lines::count, () -> lines.filter(line -> line.length() > Rescan.LONG).count());
  }

  @Override
  public UnaryOperator<double[]> gradients(String file) {
    Dataset<LabeledPoint> points =
        session.textFile(file).map(line -> LabeledPoint.parse(line, Regression.DIMENSIONS)).cache();
    return weights -> points.map(point -> point.gradient(weights)).reduce(Regression::plus);
  }

  @Override
  public Ranks pageRank(String file) {
    return Graphs.pageRank(session, file);
  }

  @Override
  public Sums afterComputing(Recovery work) {
    return Aggregation.afterComputing(session, work);
  }
}
