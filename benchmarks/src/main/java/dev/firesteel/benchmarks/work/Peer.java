package dev.firesteel.benchmarks.work;

import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Who does the benchmarks' jobs: an engine, or a program written by hand. Each job is written as
 * its users would write it. Who cannot do one leaves it out, and says so when asked for it.
 */
public interface Peer {
  /** Where it runs: its master's address. */
  String master();

  /** Counts the numbers 1 to {@code numbers} in two tasks. */
  long count(int numbers);

  /** Waits until all executors are there, as who measures a cluster would; warms up. */
  default void awaitExecutors() {}

  /** Runs a job of so many tasks that do nothing. */
  default void emptyTasks(int tasks) {
    throw cannot("empty tasks");
  }

  /** Writes lines {@code word TAB count}; words are separated by one blank each. */
  default void wordCount(String file, String out) throws IOException {
    throw cannot("a word count");
  }

  /** Sorts lines by their first {@link Written#KEY} bytes. */
  default void sort(String file, String out) throws IOException {
    throw cannot("a sort");
  }

  /** Sums generated pairs by key. */
  default Sums sumByKey(int records, int keys) {
    throw cannot("sums by key");
  }

  /** Sums the same in whatever way keeps numbers out of objects. */
  default Sums sumPrimitivesByKey(int records, int keys) {
    throw cannot("sums by key without objects");
  }

  /** Joins two sets of generated pairs. */
  default Joined join(int left, int right, int keys) {
    throw cannot("a join");
  }

  /** Keeps lines in memory. */
  default Rescan rescan(String file) {
    throw cannot("a re-scan");
  }

  /** Keeps points in memory; what is returned makes the sum of their gradients from weights. */
  default UnaryOperator<double[]> gradients(String file) {
    throw cannot("logistic regression");
  }

  /** Ranks the nodes of a graph. */
  default Ranks pageRank(String file) {
    throw cannot("page rank");
  }

  /** Sums generated pairs by key in tasks that compute for a while. */
  default Sums afterComputing(Recovery work) {
    throw cannot("recovery");
  }

  private UnsupportedOperationException cannot(String job) {
    return new UnsupportedOperationException(
        "Cannot measure " + job + " on " + master() + ": it is not written for this peer");
  }
}
