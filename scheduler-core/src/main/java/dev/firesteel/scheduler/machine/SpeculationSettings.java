package dev.firesteel.scheduler.machine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.SpeculationKeys;
import java.time.Duration;
import java.util.Optional;

/**
 * When a task gets a second attempt while the first one runs.
 *
 * @param quantile share of the tasks of a stage that must be finished, above 0 and at most 1
 * @param multiplier how many times the median of the finished ones is slow, at least 1
 * @param minRuntime what has run for less is not slow
 * @param maxShare share of the slots that copies may use, from 0 to 1; at least one slot
 * @param quiet time without a word from an executor after which its tasks are copied
 */
public record SpeculationSettings(
    double quantile, double multiplier, Duration minRuntime, double maxShare, Duration quiet) {
  private static final int HEARTBEATS_MISSED = 3;

  /** What a configuration says; nothing if it says no. */
  public static Optional<SpeculationSettings> of(Config config) {
    if (!config.get(SpeculationKeys.SPECULATION)) {
      return Optional.empty();
    }
    Duration beats = config.get(CoreKeys.HEARTBEAT_INTERVAL).multipliedBy(HEARTBEATS_MISSED);
    Duration half = config.get(CoreKeys.HEARTBEAT_TIMEOUT).dividedBy(2);
    return Optional.of(
        new SpeculationSettings(
            config.get(SpeculationKeys.QUANTILE),
            config.get(SpeculationKeys.MULTIPLIER),
            config.get(SpeculationKeys.MIN_RUNTIME),
            config.get(SpeculationKeys.MAX_SHARE),
            beats.compareTo(half) < 0 ? beats : half));
  }

  /** Finished tasks of so many after which others may count as slow: at least one. */
  int quorum(int tasks) {
    return Math.max(1, (int) Math.floor(quantile * tasks));
  }

  /** Run time after which a task is slow, in nanoseconds. */
  long slowNanos(long medianNanos) {
    return Math.max(minRuntime.toNanos(), (long) (multiplier * medianNanos));
  }

  /** Slots of so many that copies may use. */
  int share(int slots) {
    return Math.max(1, (int) (maxShare * slots));
  }
}
