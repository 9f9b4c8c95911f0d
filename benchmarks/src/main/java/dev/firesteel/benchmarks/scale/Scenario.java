package dev.firesteel.benchmarks.scale;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What is simulated.
 *
 * @param name for people
 * @param executors one on each host
 * @param tasks tasks of the job that is measured
 * @param meanTask how long its tasks take on average
 * @param busyHosts share of the hosts whose slots are full with other long work all the time, 0 to
 *     1
 * @param preferences hosts that each task prefers: the copies of its block
 */
record Scenario(
    String name,
    int executors,
    int tasks,
    Duration meanTask,
    double busyHosts,
    Preference preferences) {
  static final int SLOTS = 4;
  static final int HOSTS_IN_RACK = 40;
  static final long SEED = 20261122;

  /** What tasks prefer. */
  enum Preference {
    /** Nothing. */
    NONE,
    /** Three hosts, as HDFS places three copies: one anywhere, two together in another rack. */
    THREE_COPIES
  }

  int busy() {
    return (int) Math.round(executors * busyHosts);
  }

  int racks() {
    return Math.max(2, (executors + HOSTS_IN_RACK - 1) / HOSTS_IN_RACK);
  }

  /** How long a task takes: at least half the mean, now and then several times as long. */
  long nanos(int partition) {
    double uniform = new SplittableRandom(SEED + partition).nextDouble();
    return (long) (meanTask.toNanos() * (0.5 - 0.5 * Math.log(1 - uniform)));
  }

  Scenario tasks(int other) {
    return new Scenario(name, executors, other, meanTask, busyHosts, preferences);
  }
}
