package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.ConfigPrefix;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of executors as processes at agents of Mesos. */
public final class LaunchKeys implements ConfigKeys {
  /** The Java executable. */
  public static final ConfigKey<String> JAVA =
      Keys.text(
          "firesteel.mesos.java",
          "",
          "Path of the Java executable for executors, and for drivers in cluster mode, at agents or in their image; at least Java 17. Empty means the one of JAVA_HOME in their environment, or else java of their PATH.");

  /** Labels. */
  public static final ConfigKey<List<String>> LABELS =
      Keys.list(
          "firesteel.mesos.labels",
          "",
          "Labels of the tasks that are executors, or drivers, for people and tools: key:value,key:value. No place for secrets.");

  /** Variables of executors. */
  public static final ConfigPrefix ENVIRONMENT =
      new ConfigPrefix(
          "firesteel.mesos.environment.",
          "Variables of the environment of executors, and of drivers in cluster mode: firesteel.mesos.environment.NAME sets NAME, for"
              + " example JAVA_HOME. Agents show these to their operators: they are no place for"
              + " secrets.");

  @Override
  public String title() {
    return "Mesos: executors";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(JAVA, LABELS);
  }

  @Override
  public List<ConfigPrefix> prefixes() {
    return List.of(ENVIRONMENT);
  }
}
