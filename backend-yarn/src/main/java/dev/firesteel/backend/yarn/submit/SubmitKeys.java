package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of submitting drivers to YARN. */
public final class SubmitKeys implements ConfigKeys {
  /** Whether the submitter waits. */
  public static final ConfigKey<Boolean> WAIT =
      Keys.flag(
          "firesteel.yarn.submit.wait",
          true,
          "Whether firesteel submit --deploy-mode cluster waits for the application's end; if not, it prints the application's id and ends with 0 when the cluster has accepted it.");

  /** Attempts. */
  public static final ConfigKey<Integer> MAX_ATTEMPTS =
      Keys.number(
              "firesteel.yarn.max-attempts",
              0,
              "Times that a driver in a container is started before the application fails, where a node, a signal or memory ended it (what the program itself does is final); 0 means the cluster's own number, which is also the most.")
          .check(n -> n >= 0, "at least 0");

  /** Validity of failures. */
  public static final ConfigKey<Duration> ATTEMPTS_VALIDITY =
      Keys.duration(
          "firesteel.yarn.attempts-validity",
          "0s",
          "Time after which a failed attempt of the driver no longer counts towards firesteel.yarn.max-attempts; 0s means never.");

  /** Node label. */
  public static final ConfigKey<String> MASTER_NODE_LABEL =
      Keys.text(
          "firesteel.yarn.master-node-label",
          "",
          "Label of the nodes on which the driver runs in cluster mode; empty means the queue's own choice.");

  @Override
  public String title() {
    return "YARN: drivers in containers";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(WAIT, MAX_ATTEMPTS, ATTEMPTS_VALIDITY, MASTER_NODE_LABEL);
  }
}
