package dev.firesteel.benchmarks.compare;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A line of the table.
 *
 * @param label what is compared, with its unit
 * @param bench the benchmark of the figure
 * @param reference the benchmark of Spark's figure: another one where Spark has no such way
 * @param figure its name
 * @param better which direction is better
 * @param local how many times better than Spark we aim to be in one process; 0 for no aim
 * @param cluster the same with executors of their own
 */
record Row(
    String label,
    String bench,
    String reference,
    String figure,
    Better better,
    double local,
    double cluster) {
  /** Which of two figures is the better one. */
  enum Better {
    LOWER,
    HIGHER
  }

  /** All lines, with the aims set for the engine. */
  static final List<Row> ALL =
      List.of(
          lower("cold start, s", "cold-start", "wall_s", 10, 10),
          higher("empty tasks, 1/s", "empty-tasks", "tasks_per_s", 50, 50),
          lower("small job, median ms", "small-jobs", "median_ms", 50, 20),
          lower("small job, p99 ms", "small-jobs", "p99_ms", 50, 20),
          higher("word count, MB/s", "word-count", "mb_per_s", 3, 2.5),
          higher("sort, MB/s", "sort", "mb_per_s", 2.5, 2),
          higher("sum by key, M/s", "aggregate", "million_records_per_s", 5, 4),
          new Row(
              "sum by key, primitives, M/s",
              "aggregate-primitive",
              "aggregate",
              "million_records_per_s",
              Better.HIGHER,
              20,
              15),
          lower("join, s", "join", "seconds", 0, 0),
          lower("logistic regression, first step, s", "logistic-regression", "first_step_s", 0, 0),
          lower("logistic regression, later step, s", "logistic-regression", "later_step_s", 3, 2),
          lower("page rank, s", "page-rank", "seconds", 10, 5),
          higher("cached lines, count, GB/s", "rescan", "count_gb_per_s", 2, 2),
          higher("cached lines, filter and count, GB/s", "rescan", "filter_gb_per_s", 2, 2),
          lower("executor lost, added s", "recovery", "recovery_s", 0, 0),
          lower("largest process of the word count, MB", "word-count", "max_process_mb", 4, 4),
          lower("executor after empty tasks, MB", "empty-tasks", "executor_rss_mb", 0, 0),
          lower("driver, kB for 1,000 tasks", "empty-tasks", "driver_kb_per_1000_tasks", 0, 0),
          lower("class path, MB", ClassPaths.BENCH, ClassPaths.FIGURE, 4, 4));

  private static Row lower(
      String label, String bench, String figure, double local, double cluster) {
    return new Row(label, bench, bench, figure, Better.LOWER, local, cluster);
  }

  private static Row higher(
      String label, String bench, String figure, double local, double cluster) {
    return new Row(label, bench, bench, figure, Better.HIGHER, local, cluster);
  }

  /** The aim on a master. */
  OptionalDouble aim(String master) {
    double aim = master.startsWith("local[") ? local : cluster;
    return aim == 0 ? OptionalDouble.empty() : OptionalDouble.of(aim);
  }

  /** How many times better ours is. */
  double ratio(double ours, double theirs) {
    return better == Better.HIGHER ? ours / theirs : theirs / ours;
  }
}
