package dev.firesteel.api.config;

import java.time.Duration;
import java.util.List;

/** The settings of speculation: second attempts of tasks that are slow. */
public final class SpeculationKeys implements ConfigKeys {
  /** Whether to do it. */
  public static final ConfigKey<Boolean> SPECULATION =
      Keys.flag(
          "firesteel.speculation",
          false,
          "Whether tasks that are slow beside the others of their stage, or whose executor has gone quiet, run a second time on another executor. The first result counts; what a task does besides its result may happen twice.");

  /** Finished share. */
  public static final ConfigKey<Double> QUANTILE =
      Keys.fraction(
              "firesteel.speculation.quantile",
              0.75,
              "Share of a stage's tasks, rounded down to whole tasks but at least one, that must be finished before others count as slow.")
          .check(q -> q > 0 && q <= 1, "above 0 and at most 1");

  /** How slow is slow. */
  public static final ConfigKey<Double> MULTIPLIER =
      Keys.fraction(
              "firesteel.speculation.multiplier",
              1.5,
              "A task is slow when it runs for longer than this many times the median of the finished ones.")
          .check(m -> m >= 1, "at least 1");

  /** Shorter is not slow. */
  public static final ConfigKey<Duration> MIN_RUNTIME =
      Keys.duration(
          "firesteel.speculation.min-runtime",
          "100ms",
          "A task that has run for less than this is not slow.");

  /** Slots for copies. */
  public static final ConfigKey<Double> MAX_SHARE =
      Keys.fraction(
              "firesteel.speculation.max-share",
              0.25,
              "Share of the slots that second attempts may use at a time; at least one slot.")
          .check(s -> s >= 0 && s <= 1, "from 0 to 1");

  @Override
  public String title() {
    return "Speculation";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(SPECULATION, QUANTILE, MULTIPLIER, MIN_RUNTIME, MAX_SHARE);
  }
}
