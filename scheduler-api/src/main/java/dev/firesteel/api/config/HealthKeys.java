package dev.firesteel.api.config;

import java.time.Duration;
import java.util.List;

/** The settings of health: executors and hosts on which too much fails get nothing for a time. */
public final class HealthKeys implements ConfigKeys {
  /** Whether to do it. */
  public static final ConfigKey<Boolean> HEALTH =
      Keys.flag(
          "firesteel.health",
          true,
          "Whether executors and hosts on which much more fails than on others get no tasks, and no executors, for a time.");

  /** Failures in a stage. */
  public static final ConfigKey<Integer> STAGE_TASK_FAILURES =
      Keys.number(
              "firesteel.health.stage-task-failures",
              2,
              "Tasks of one stage that fail on an executor and finish on another, after which the stage avoids it.")
          .check(n -> n >= 1, "at least 1");

  /** Failures in all. */
  public static final ConfigKey<Integer> TASK_FAILURES =
      Keys.number(
              "firesteel.health.task-failures",
              4,
              "Tasks of any stage that fail on an executor and finish on another, after which it is excluded.")
          .check(n -> n >= 1, "at least 1");

  /** Executors of a host. */
  public static final ConfigKey<Integer> EXECUTORS_PER_HOST =
      Keys.number(
              "firesteel.health.executors-per-host",
              2,
              "Executors of one host that are excluded, or lost by the cluster's fault, after which the host is excluded.")
          .check(n -> n >= 1, "at least 1");

  /** What is forgotten. */
  public static final ConfigKey<Duration> WINDOW =
      Keys.duration(
          "firesteel.health.window", "10m", "Time after which a failure no longer counts.");

  /** How long. */
  public static final ConfigKey<Duration> EXCLUDE_FOR =
      Keys.duration(
          "firesteel.health.exclude-for",
          "10m",
          "How long an executor or a host is excluded; shorter if nothing else is left.");

  @Override
  public String title() {
    return "Health";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(
        HEALTH, STAGE_TASK_FAILURES, TASK_FAILURES, EXECUTORS_PER_HOST, WINDOW, EXCLUDE_FOR);
  }
}
