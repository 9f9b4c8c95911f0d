package dev.firesteel.backend.yarn;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of applications on YARN. */
public final class YarnKeys implements ConfigKeys {
  /** Queue. */
  public static final ConfigKey<String> QUEUE =
      Keys.text(
          "firesteel.yarn.queue",
          "",
          "Queue of the application; empty means the cluster's own choice.");

  /** Priority. */
  public static final ConfigKey<Integer> PRIORITY =
      Keys.number(
              "firesteel.yarn.priority",
              0,
              "Priority of the application among those of its queue; larger is more urgent.")
          .check(n -> n >= 0, "at least 0");

  /** Tags. */
  public static final ConfigKey<List<String>> TAGS =
      Keys.list("firesteel.yarn.tags", "", "Tags of the application, for people who look for it.");

  /** Node label of executors. */
  public static final ConfigKey<String> NODE_LABEL =
      Keys.text(
          "firesteel.yarn.node-label",
          "",
          "Label of the nodes on which executors run; empty means the queue's own choice. With a label, no hosts can be asked for.");

  /** Grace. */
  public static final ConfigKey<Duration> RELEASE_GRACE =
      Keys.duration(
              "firesteel.yarn.release-grace",
              "3s",
              "Time that a released executor has to end by itself before its NodeManager ends it; at a session's end 12 s at most.")
          .check(d -> d.toMinutes() < 10, "less than 10 minutes");

  @Override
  public String title() {
    return "YARN";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(QUEUE, PRIORITY, TAGS, NODE_LABEL, RELEASE_GRACE);
  }
}
