package dev.firesteel.benchmarks.compare;

import java.util.List;
import java.util.Set;

/** The names of benchmarks. */
final class Benches {
  /** What is run if none is named, cheap ones first. */
  static final List<String> DEFAULT =
      List.of(
          "cold-start",
          "small-jobs",
          "empty-tasks",
          "word-count",
          "sort",
          "aggregate",
          "aggregate-primitive",
          "join",
          "logistic-regression",
          "page-rank",
          "rescan",
          "recovery");

  /** Those that Spark has no way for, or that are about Firesteel itself. */
  static final Set<String> OWN =
      Set.of(
          "aggregate-primitive",
          "sum-records",
          "iterations",
          "first-task",
          "hdfs-plan",
          "hdfs-scan",
          "hdfs-scan-short-circuit");

  /** Those that need a running HDFS, and so HADOOP_CONF_DIR. */
  static final Set<String> ON_HDFS = Set.of("hdfs-plan", "hdfs-scan", "hdfs-scan-short-circuit");

  private Benches() {}

  static boolean exists(String name) {
    return DEFAULT.contains(name) || OWN.contains(name);
  }

  /** Executors can be lost only where they are processes. */
  static boolean runsOn(String bench, String master) {
    return !bench.equals("recovery") || !master.startsWith("local[");
  }
}
