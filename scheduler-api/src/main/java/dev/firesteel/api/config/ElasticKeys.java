package dev.firesteel.api.config;

import java.time.Duration;
import java.util.List;

/** The settings of a number of executors that follows the work, and of executors that go. */
public final class ElasticKeys implements ConfigKeys {
  /** Whether the number follows the work. */
  public static final ConfigKey<Boolean> ELASTIC =
      Keys.flag(
          "firesteel.elastic",
          false,
          "Whether the number of executors follows the work instead of firesteel.executor.instances.");

  /** The fewest. */
  public static final ConfigKey<Integer> MIN =
      Keys.number("firesteel.elastic.min", 0, "Executors to have when there is no work.")
          .check(n -> n >= 0, "at least 0");

  /** The most. */
  public static final ConfigKey<Integer> MAX =
      Keys.number(
              "firesteel.elastic.max",
              0,
              "The most executors to have; 0 means no limit. local-cluster[n,...] has n.")
          .check(n -> n >= 0, "at least 0");

  /** At the beginning. */
  public static final ConfigKey<Integer> INITIAL =
      Keys.number(
              "firesteel.elastic.initial",
              0,
              "Executors to have before the first job; fewer than firesteel.elastic.min count as that.")
          .check(n -> n >= 0, "at least 0");

  /** Patience before growing. */
  public static final ConfigKey<Duration> BACKLOG_WAIT =
      Keys.duration(
          "firesteel.elastic.backlog-wait",
          "1s",
          "How long more executors must be needed before they are asked for.");

  /** Patience before shrinking. */
  public static final ConfigKey<Duration> IDLE_TIMEOUT =
      Keys.duration(
              "firesteel.elastic.idle-timeout",
              "60s",
              "How long an executor has nothing to do before it is released; shuffle output that only it has is copied to others first.")
          .check(d -> !d.isZero(), "more than 0");

  /** Patience before moving kept partitions. */
  public static final ConfigKey<Duration> KEPT_IDLE_TIMEOUT =
      Keys.duration(
          "firesteel.elastic.kept-idle-timeout",
          "10min",
          "How long an executor that keeps partitions of persisted datasets has nothing to do before these are copied to others and it is released; 0 means never.");

  /** Time to empty an executor. */
  public static final ConfigKey<Duration> DECOMMISSION_TIMEOUT =
      Keys.duration(
          "firesteel.executor.decommission-timeout",
          "60s",
          "Time in which an executor that shall go ends its tasks and what only it has is copied to others.");

  @Override
  public String title() {
    return "Elasticity";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(
        ELASTIC,
        MIN,
        MAX,
        INITIAL,
        BACKLOG_WAIT,
        IDLE_TIMEOUT,
        KEPT_IDLE_TIMEOUT,
        DECOMMISSION_TIMEOUT);
  }
}
