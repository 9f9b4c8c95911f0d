package dev.firesteel.benchmarks;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Long loops: whether time for each step and heap stay flat. */
final class Iterations {
  private static final int PARTITIONS = 2;
  private static final int NODES = 200;
  private static final int CHECKPOINT_EVERY = 20;

  private final Session session;
  private final Figures figures;

  private Iterations(Session session, Figures figures) {
    this.session = session;
    this.figures = figures;
  }

  /** Runs both loops, so many steps each. */
  static void run(Session session, int cached, int growing, Path scratch, Figures figures) {
    Iterations iterations = new Iterations(session, figures);
    boolean right = iterations.overCachedData(cached);
    session.checkpointDirectory(scratch.toString());
    iterations.growingLineage(growing, right);
  }

  /** A broadcast and an accumulator each step, none of them freed by the program. */
  private boolean overCachedData(int steps) {
    Dataset<Double> points =
        session.range(0, 2_000, 1, PARTITIONS).mapToObject(i -> (i % 100) / 100.0).cache();
    double[] at = {0, 0};
    measured(
        "cached",
        steps,
        step -> {
          Broadcast<Double> now = session.broadcast(at[0]);
          Accumulator<Long, Long, Long> seen = session.longAccumulator("seen");
          double gradient =
              points
                  .map(
                      point -> {
                        seen.add(1L);
                        return now.value() - point;
                      })
                  .reduce(Double::sum);
          at[0] -= 0.5 * gradient / seen.value();
          at[1] += seen.value();
        });
    points.unpersist();
    return Math.abs(at[0] - 0.495) < 1e-6 && at[1] == 2_000.0 * steps;
  }

  /** Each step reads the one before; its lineage is cut from time to time. */
  private void growingLineage(int steps, boolean rightSoFar) {
    PairDataset<Long, List<Long>> links =
        session
            .range(0, 4 * NODES, 1, PARTITIONS)
            .boxed()
            .mapToPair(i -> Pair.of(i % NODES, (i * 7 + 3) % NODES))
            .groupByKey(PARTITIONS)
            .cache();
    List<PairDataset<Long, Double>> ranks =
        Arrays.asList(links.mapValues(targets -> 1.0).cache(), null);
    measured(
        "growing",
        steps,
        step -> {
          PairDataset<Long, Double> before = ranks.get(0);
          PairDataset<Long, Double> next = step(links, before);
          next = step % CHECKPOINT_EVERY == 0 ? next.checkpoint().cache() : next.cache();
          next.count();
          before.unpersist();
          ranks.set(0, next);
        });
    double sum = ranks.get(0).values().reduce(Double::sum);
    figures.answer(Figures.rounded(sum)).print(rightSoFar && Math.abs(sum - NODES) < 1e-6 * NODES);
  }

  private static PairDataset<Long, Double> step(
      PairDataset<Long, List<Long>> links, PairDataset<Long, Double> ranks) {
    return links
        .join(ranks)
        .values()
        .<Pair<Long, Double>>mapMulti(
            (entry, out) -> {
              for (Long target : entry.key()) {
                out.accept(Pair.of(target, entry.value() / entry.key().size()));
              }
            })
        .mapToPair(share -> share)
        .reduceByKey(Double::sum)
        .mapValues(sum -> 0.15 + 0.85 * sum);
  }

  /** Runs a loop; time of a step and heap at its beginning, in its middle and at its end. */
  private void measured(String name, int steps, IntConsumer body) {
    int part = Math.max(1, Math.min(200, steps / 3));
    double[] millis = new double[steps];
    for (int i = 0; i < steps; i++) {
      long start = System.nanoTime();
      body.accept(i);
      millis[i] = Figures.seconds(start) * 1e3;
      if (i + 1 == part) {
        heap(name + "_first");
      } else if (i + 1 == (steps + part) / 2) {
        heap(name + "_middle");
      }
    }
    heap(name + "_last");
    int middle = (steps - part) / 2;
    times(name + "_first", Arrays.copyOfRange(millis, 0, part));
    times(name + "_middle", Arrays.copyOfRange(millis, middle, middle + part));
    times(name + "_last", Arrays.copyOfRange(millis, steps - part, steps));
  }

  private void times(String name, double[] millis) {
    figures
        .with(name + "_ms", Figures.median(millis))
        .with(name + "_mean_ms", Arrays.stream(millis).average().orElse(0));
  }

  private void heap(String name) {
    for (int i = 0; i < 2; i++) {
      System.gc();
      session.emptyDataset().count(); // what is unreachable is forgotten before a job
    }
    List<Long> executors =
        session
            .range(0, 16, 1, 16)
            .boxed()
            .mapPartitions(none -> List.of(usedAfterGc()).iterator())
            .collect();
    figures
        .with(name + "_driver_mb", usedAfterGc() / 1e6)
        .with(name + "_executor_mb", executors.stream().mapToLong(x -> x).max().orElse(0) / 1e6);
  }

  private static long usedAfterGc() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
