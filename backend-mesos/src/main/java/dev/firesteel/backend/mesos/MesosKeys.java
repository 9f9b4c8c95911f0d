package dev.firesteel.backend.mesos;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of applications as frameworks of Mesos. */
public final class MesosKeys implements ConfigKeys {
  /** Roles. */
  public static final ConfigKey<List<String>> ROLES =
      Keys.list(
              "firesteel.mesos.roles",
              "*",
              "Roles under which the application is offered resources, with those that are reserved for"
                  + " them.")
          .check(roles -> !roles.isEmpty(), "at least one role");

  /** User. */
  public static final ConfigKey<String> USER =
      Keys.text(
          "firesteel.mesos.user",
          "",
          "User that runs the executors on the agents; empty means the user who runs the driver.");

  /** Framework's id. */
  public static final ConfigKey<String> FRAMEWORK_ID =
      Keys.text(
          "firesteel.mesos.framework-id",
          "",
          "Id of a framework as whose continuation the driver subscribes, within that one's failover"
              + " time-out; empty means a new one. Tasks that the old driver left are killed. One that has been removed"
              + " since is replaced by a new one.");

  /** Failover time-out. */
  public static final ConfigKey<Duration> FAILOVER_TIMEOUT =
      Keys.duration(
          "firesteel.mesos.failover-timeout",
          "2m",
          "How long the cluster waits for a driver whose connection broke before it ends the application and its executors.");

  /** Unreachable time-out. */
  public static final ConfigKey<Duration> UNREACHABLE_TIMEOUT =
      Keys.duration(
          "firesteel.mesos.unreachable-timeout",
          "75s",
          "How long an agent may be unreachable for the cluster before its executors are given up.");

  /** Grace. */
  public static final ConfigKey<Duration> RELEASE_GRACE =
      Keys.duration(
              "firesteel.mesos.release-grace",
              "3s",
              "Time that a released executor has to end by itself after SIGTERM before it is killed.")
          .check(d -> d.compareTo(Duration.ofSeconds(9)) <= 0, "at most 9s");

  @Override
  public String title() {
    return "Mesos";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(ROLES, USER, FRAMEWORK_ID, FAILOVER_TIMEOUT, UNREACHABLE_TIMEOUT, RELEASE_GRACE);
  }
}
