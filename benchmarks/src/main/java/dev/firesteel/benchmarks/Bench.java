package dev.firesteel.benchmarks;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.benchmarks.corpus.Corpora;
import dev.firesteel.benchmarks.hdfs.HdfsPlan;
import dev.firesteel.benchmarks.hdfs.HdfsScan;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Runs one benchmark: its name, the directory for corpora, and a scale (1 is the full size). */
public final class Bench {
  private final Session session;
  private final Corpora corpora;
  private final Path scratch;
  private final double scale;

  private Bench(Session session, Path directory, double scale) {
    this.session = session;
    this.corpora = new Corpora(directory);
    this.scratch = directory.resolve("out-" + ProcessHandle.current().pid());
    this.scale = scale;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    String name = args[0];
    try (Session session = Session.builder().name("bench-" + name).open()) {
      if (name.equals("cold-start")) {
        new Figures(name, session.config().get(CoreKeys.MASTER))
            .print(session.parallelize(ints(100), 2).count() == 100);
        return;
      }
      if (name.equals("first-task")) {
        FirstTask.run(session, new Figures(name, session.config().get(CoreKeys.MASTER)));
        return;
      }
      new Bench(session, Path.of(args[1]), Double.parseDouble(args[2])).run(name);
    }
  }

  static List<Integer> ints(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private void run(String name) throws IOException {
    Figures figures = new Figures(name, session.config().get(CoreKeys.MASTER));
    awaitExecutors();
    switch (name) {
      case "empty-tasks" -> Overhead.emptyTasks(session, scaled(100_000), figures);
      case "small-jobs" -> Overhead.smallJobs(session, scaled(2_000), figures);
      case "word-count" ->
          Text.wordCount(session, corpora.text((long) ((1L << 30) * scale)), scratch, figures);
      case "sort" -> Text.sort(session, corpora.records(scaled(10_000_000)), scratch, figures);
      case "sum-records" -> Text.sumRecords(session, corpora.records(scaled(10_000_000)), figures);
      case "aggregate" ->
          Aggregation.byKey(session, scaled(20_000_000), scaled(1_000_000), figures);
      case "rescan" -> Cached.rescan(session, corpora.text((long) ((1L << 30) * scale)), figures);
      case "logistic-regression" ->
          Cached.logisticRegression(session, corpora.points(scaled(2_000_000), 10), 20, figures);
      case "page-rank" ->
          Graphs.pageRank(session, corpora.graph(scaled(200_000), scaled(2_000_000)), 10, figures);
      case "hdfs-plan" -> HdfsPlan.run(session, scaled(100_000), figures);
      case "hdfs-scan", "hdfs-scan-short-circuit" ->
          HdfsScan.run(session, corpora.text((long) ((1L << 30) * scale)), figures);
      case "iterations" -> Iterations.run(session, scaled(2_000), scaled(1_000), scratch, figures);
      default -> throw new IllegalArgumentException("There is no benchmark " + name);
    }
  }

  /** As a user of a cluster would: starts measuring when the executors are there. */
  private void awaitExecutors() {
    for (int i = 0; i < 20; i++) {
      session.parallelize(ints(64), 64).count();
    }
  }

  private int scaled(int full) {
    return (int) Math.max(1, full * scale);
  }
}
