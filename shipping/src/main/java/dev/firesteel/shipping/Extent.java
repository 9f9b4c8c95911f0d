package dev.firesteel.shipping;

import java.util.regex.Pattern;

/**
 * How much of the distribution a container needs. What users have put on the class path themselves
 * goes everywhere.
 */
public enum Extent {
  /** What every executor runs: it knows no cluster. */
  EXECUTORS(""),
  /** The same, and what an application master of YARN needs of YARN. */
  YARN("(hadoop-yarn|websocket-api)-.*"),
  /** The same, and what a driver needs to talk to Mesos. */
  MESOS("(mesos|curator|zookeeper)-.*");

  private static final Pattern OF_CLUSTERS =
      Pattern.compile("(hadoop-yarn|websocket-api|mesos|curator|zookeeper|h2-mvstore)-.*");

  private final Pattern further;

  Extent(String further) {
    this.further = Pattern.compile(further);
  }

  /** Whether only clients of some cluster need a jar of the distribution. */
  static boolean ofClusters(String jar) {
    return OF_CLUSTERS.matcher(jar).matches();
  }

  /** Whether such a jar is needed all the same. */
  boolean further(String jar) {
    return further.matcher(jar).matches();
  }
}
