package dev.firesteel.scheduler.health;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.HealthKeys;
import java.time.Duration;
import java.util.Optional;

/**
 * When failures are so many in one place that it is avoided.
 *
 * @param stageTaskFailures tasks of one stage that failed on an executor, at least 1
 * @param taskFailures tasks of all stages that failed on an executor, at least 1
 * @param executorsPerHost executors of a host that are excluded or lost, at least 1
 * @param window how long a failure counts
 * @param excludeFor how long an exclusion lasts
 */
public record HealthSettings(
    int stageTaskFailures,
    int taskFailures,
    int executorsPerHost,
    Duration window,
    Duration excludeFor) {
  /** What a configuration says; nothing if it says no. */
  public static Optional<HealthSettings> of(Config config) {
    return config.get(HealthKeys.HEALTH)
        ? Optional.of(
            new HealthSettings(
                config.get(HealthKeys.STAGE_TASK_FAILURES),
                config.get(HealthKeys.TASK_FAILURES),
                config.get(HealthKeys.EXECUTORS_PER_HOST),
                config.get(HealthKeys.WINDOW),
                config.get(HealthKeys.EXCLUDE_FOR)))
        : Optional.empty();
  }
}
