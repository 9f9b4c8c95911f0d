package dev.firesteel.scheduler.demand;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ElasticKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.time.Duration;
import java.util.Optional;

/**
 * How the number of executors follows the work.
 *
 * @param min executors to have when there is no work, 0 or more
 * @param max the most executors to have, at least {@code min} and 1
 * @param initial executors to have before the first job; counts as {@code min} if it is less
 * @param backlogWait how long more executors must be needed before they are asked for
 * @param idle how long an executor has nothing to do before it may go
 * @param keptIdle the same for one that keeps partitions of datasets; zero means that it stays
 * @param drain time to copy elsewhere what only an idle executor has
 */
public record Elasticity(
    int min,
    int max,
    int initial,
    Duration backlogWait,
    Duration idle,
    Duration keptIdle,
    Duration drain) {
  /** Checks the numbers. */
  public Elasticity {
    if (min < 0 || max < 1 || max < min) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot have from "
              + min
              + " to "
              + max
              + " executors (let "
              + ElasticKeys.MAX.name()
              + " be at least "
              + ElasticKeys.MIN.name()
              + ")");
    }
  }

  /** What a configuration says; empty if the number is fixed. */
  public static Optional<Elasticity> of(Config config) {
    if (!config.get(ElasticKeys.ELASTIC)) {
      return Optional.empty();
    }
    int max = config.get(ElasticKeys.MAX);
    return Optional.of(
        new Elasticity(
            config.get(ElasticKeys.MIN),
            max == 0 ? Integer.MAX_VALUE : max,
            config.get(ElasticKeys.INITIAL),
            config.get(ElasticKeys.BACKLOG_WAIT),
            config.get(ElasticKeys.IDLE_TIMEOUT),
            config.get(ElasticKeys.KEPT_IDLE_TIMEOUT),
            config.get(ElasticKeys.DECOMMISSION_TIMEOUT)));
  }
}
