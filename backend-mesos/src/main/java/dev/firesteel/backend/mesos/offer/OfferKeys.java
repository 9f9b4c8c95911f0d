package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings that say which offers of Mesos are taken. */
public final class OfferKeys implements ConfigKeys {
  /** Conditions on agents. */
  public static final ConfigKey<String> CONSTRAINTS =
      Keys.text(
              "firesteel.mesos.constraints",
              "",
              "Attributes that an agent must have, such as rack:r1,r2;zone:a;ssd: one of the values of a"
                  + " text, a value within its ranges, all values of a set, at least the value of a"
                  + " scalar; without values, the attribute itself. hostname is the host's name.")
          .check(Constraints::wellFormed, Constraints.FORM);

  /** Executors on one agent. */
  public static final ConfigKey<Integer> EXECUTORS_PER_AGENT =
      Keys.number(
              "firesteel.mesos.executors-per-agent",
              0,
              "Executors that may be on one agent at a time; 0 means no limit.")
          .check(n -> n >= 0, "at least 0");

  /** Cores in total. */
  public static final ConfigKey<Integer> MAX_CORES =
      Keys.number(
              "firesteel.mesos.max-cores",
              0,
              "Cores of all executors together that the application takes at most; 0 means no limit.")
          .check(n -> n >= 0, "at least 0");

  /** GPUs of an executor. */
  public static final ConfigKey<Integer> GPUS =
      Keys.number(
              "firesteel.mesos.gpus",
              0,
              "GPUs of each executor. With 0, agents that have GPUs are left to those who need them.")
          .check(n -> n >= 0, "at least 0");

  /** Disk of an executor. */
  public static final ConfigKey<Long> DISK =
      Keys.bytes(
          "firesteel.mesos.disk",
          "0",
          "Disk that each executor takes of its agent's, for its sandbox with blocks and shuffle files; 0 means that none is counted.");

  /** Revocable resources. */
  public static final ConfigKey<Boolean> REVOCABLE =
      Keys.flag(
          "firesteel.mesos.revocable",
          false,
          "Whether executors may run on revocable resources, which the cluster may take away at any time.");

  /** Which attribute is the rack. */
  public static final ConfigKey<String> RACK_ATTRIBUTE =
      Keys.text(
          "firesteel.mesos.rack-attribute",
          "rack",
          "Attribute of agents that names their rack; where an agent lacks it, its fault domain's region and zone do.");

  /** How long what is not wanted is refused. */
  public static final ConfigKey<Duration> REFUSE =
      Keys.duration(
              "firesteel.mesos.refuse",
              "2m",
              "How long an offer that does not help is refused; new demand ends refusals.")
          .check(d -> !d.isZero(), "above 0");

  /** Revive interval. */
  public static final ConfigKey<Duration> REVIVE_INTERVAL =
      Keys.duration(
          "firesteel.mesos.revive-interval",
          "5s",
          "Least time between two requests to be offered all again.");

  /** When maintenance matters. */
  public static final ConfigKey<Duration> MAINTENANCE_NOTICE =
      Keys.duration(
          "firesteel.mesos.maintenance-notice",
          "15m",
          "Time before the maintenance of a host from which on it gets no executors, and those that it has are drained.");

  @Override
  public String title() {
    return "Mesos: offers";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(
        CONSTRAINTS,
        EXECUTORS_PER_AGENT,
        MAX_CORES,
        GPUS,
        DISK,
        REVOCABLE,
        RACK_ATTRIBUTE,
        REFUSE,
        REVIVE_INTERVAL,
        MAINTENANCE_NOTICE);
  }
}
