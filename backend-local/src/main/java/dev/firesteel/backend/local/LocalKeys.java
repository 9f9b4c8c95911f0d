package dev.firesteel.backend.local;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of the local backends. */
public final class LocalKeys implements ConfigKeys {
  /** Twice this must be over within the 20 seconds that a driver waits at its end. */
  private static final Duration LONGEST_GRACE = Duration.ofSeconds(9);

  /** Grace time of a released executor. */
  public static final ConfigKey<Duration> RELEASE_GRACE =
      Keys.duration(
              "firesteel.local.release-grace",
              "5s",
              "Time that a released executor has to end by itself before it is forced; a process has it once more after SIGTERM before it is killed.")
          .check(d -> d.compareTo(LONGEST_GRACE) <= 0, "at most 9s");

  /** Directory for logs that outlive the application. */
  public static final ConfigKey<String> LOG_DIR =
      Keys.text(
          "firesteel.local-cluster.log-dir",
          "",
          "Directory in which executors' standard output and error are kept after the application; empty means that they are deleted at its end.");

  /** Class-data sharing archive. */
  public static final ConfigKey<String> CDS_ARCHIVE =
      Keys.text(
          "firesteel.executor.cds-archive",
          "",
          "Class-data sharing archive (a file) with which executors' JVMs start faster; empty means the JDK's own.");

  /** Hosts and racks that executors pass for. */
  public static final ConfigKey<List<String>> HOSTS =
      Keys.list(
              "firesteel.local-cluster.hosts",
              "",
              "Names of hosts, with or without racks, that the executors of local-cluster bear in turn, such as h1/rack1,h2/rack1,h3/rack2, so that locality can be seen on one machine; empty means that all are on localhost.")
          .check(HostLabels::wellFormed, "each " + HostLabels.FORM);

  @Override
  public String title() {
    return "Local";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(RELEASE_GRACE, LOG_DIR, CDS_ARCHIVE, HOSTS);
  }
}
