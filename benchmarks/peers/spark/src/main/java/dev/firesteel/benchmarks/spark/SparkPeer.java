package dev.firesteel.benchmarks.spark;

import dev.firesteel.benchmarks.work.Joined;
import dev.firesteel.benchmarks.work.LabeledPoint;
import dev.firesteel.benchmarks.work.Peer;
import dev.firesteel.benchmarks.work.Ranks;
import dev.firesteel.benchmarks.work.Recovery;
import dev.firesteel.benchmarks.work.Regression;
import dev.firesteel.benchmarks.work.Rescan;
import dev.firesteel.benchmarks.work.Sums;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** The benchmarks' jobs, for Spark. */
record SparkPeer(JavaSparkContext context) implements Peer {
  private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[(\\d+),.*");
  private static final long POLL_NANOS = 20_000_000;

  @Override
  public String master() {
    return context.master();
  }

  @Override
  public long count(int numbers) {
    return context.parallelize(ints(numbers), 2).count();
  }

  @Override
  public void awaitExecutors() {
    Matcher cluster = LOCAL_CLUSTER.matcher(master());
    int executors = cluster.matches() ? Integer.parseInt(cluster.group(1)) : 0;
    while (context.sc().getExecutorMemoryStatus().size() < executors + 1) { // and the driver
      LockSupport.parkNanos(POLL_NANOS);
    }
    for (int i = 0; i < 20; i++) {
      context.parallelize(ints(64), 64).count();
    }
  }

  @Override
  public void emptyTasks(int tasks) {
    context.parallelize(ints(tasks), tasks).foreachPartition(elements -> {});
  }

  @Override
  public void wordCount(String file, String out) {
    SparkText.wordCount(context, file, out);
  }

  @Override
  public void sort(String file, String out) {
    SparkText.sort(context, file, out);
  }

  @Override
  public Sums sumByKey(int records, int keys) {
    return SparkPairs.sumByKey(context, records, keys);
  }

  @Override
  public Joined join(int left, int right, int keys) {
    return SparkPairs.join(context, left, right, keys);
  }

  @Override
  public Rescan rescan(String file) {
    JavaRDD<String> lines = context.textFile(file).cache();
    return new Rescan(
        lines::count, () -> lines.filter(line -> line.length() > Rescan.LONG).count());
  }

  /** As JavaHdfsLR, map and reduce. */
  @Override
  public UnaryOperator<double[]> gradients(String file) {
    JavaRDD<LabeledPoint> points =
        context.textFile(file).map(line -> LabeledPoint.parse(line, Regression.DIMENSIONS)).cache();
    return weights -> points.map(point -> point.gradient(weights)).reduce(Regression::plus);
  }

  @Override
  public Ranks pageRank(String file) {
    return SparkGraph.pageRank(context, file);
  }

  @Override
  public Sums afterComputing(Recovery work) {
    return SparkPairs.afterComputing(context, work);
  }

  private static List<Integer> ints(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }
}
