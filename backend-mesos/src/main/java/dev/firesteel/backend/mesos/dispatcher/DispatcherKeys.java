package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of a dispatcher and what it looks after. */
public final class DispatcherKeys implements ConfigKeys {
  /** Failover time-out. */
  public static final ConfigKey<Duration> FAILOVER_TIMEOUT =
      Keys.duration(
          "firesteel.mesos.dispatcher.failover-timeout",
          "7d",
          "How long drivers run on while their dispatcher is away; afterwards Mesos ends them.");

  /** Waiting drivers. */
  public static final ConfigKey<Integer> QUEUE =
      Keys.number(
              "firesteel.mesos.dispatcher.queue",
              1000,
              "Number of drivers that may wait to be launched; more are refused.")
          .check(n -> n >= 1, "at least 1");

  /** Ended drivers. */
  public static final ConfigKey<Integer> RETAINED =
      Keys.number(
              "firesteel.mesos.dispatcher.retained",
              200,
              "Number of ended drivers that a dispatcher tells of, the newest.")
          .check(n -> n >= 1, "at least 1");

  /** Supervision. */
  public static final ConfigKey<Boolean> SUPERVISE = DriverKeys.SUPERVISE;

  @Override
  public String title() {
    return "Mesos: dispatcher";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(FAILOVER_TIMEOUT, QUEUE, RETAINED);
  }
}
