package dev.firesteel.io.storage;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.ConfigPrefix;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of Hadoop's file systems. */
public final class HadoopKeys implements ConfigKeys {
  /** Settings that start so are Hadoop's own. */
  public static final String PREFIX = "firesteel.hadoop.";

  /** Hadoop's configuration directory. */
  public static final ConfigKey<String> CONF_DIR =
      Keys.text(
              "firesteel.io.hadoop-conf-dir",
              "",
              "Directory with core-site.xml, hdfs-site.xml and mapred-site.xml, read on the driver;"
                  + " without it, the one that the environment variable HADOOP_CONF_DIR names.")
          .withoutDefault();

  /** How long requests to a file system that does not answer are repeated. */
  public static final ConfigKey<Duration> RETRY_TIME =
      Keys.duration(
              "firesteel.io.retry-time",
              "20s",
              "How long a request is repeated, with growing pauses, if a NameNode cannot be reached,"
                  + " is standby or in safe mode. A task that fails by it is tried again as any"
                  + " other.")
          .check(d -> d.toMinutes() < 60, "less than an hour");

  @Override
  public String title() {
    return "Hadoop's file systems";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(CONF_DIR, RETRY_TIME);
  }

  @Override
  public List<ConfigPrefix> prefixes() {
    return List.of(
        new ConfigPrefix(
            PREFIX,
            "Settings of Hadoop's file systems: firesteel.hadoop.KEY sets Hadoop's KEY, on the"
                + " driver and on all executors, stronger than Hadoop's own files."));
  }
}
