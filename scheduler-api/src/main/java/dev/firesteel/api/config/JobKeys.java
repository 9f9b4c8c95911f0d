package dev.firesteel.api.config;

import java.time.Duration;
import java.util.List;

/** The settings that say how jobs share slots and how long they may take. */
public final class JobKeys implements ConfigKeys {
  /** How pools share. */
  public static final ConfigKey<SchedulingOrder> SCHEDULER_MODE =
      Keys.choice(
          "firesteel.scheduler.mode",
          SchedulingOrder.class,
          SchedulingOrder.FIFO,
          "Whether slots go to the earliest job first, or to pools by their shares (see session.pool).");

  /** What pools are like. */
  public static final ConfigPrefix POOL =
      new ConfigPrefix(
          "firesteel.scheduler.pool.",
          "NAME.weight: share of a pool's slots beside others (whole number, at least 1; 1). NAME.min-share: slots that it"
              + " gets before others get more than theirs (whole number, at least 0; 0). NAME.mode: order of the jobs"
              + " inside (fifo or fair; fifo, but fair in the pool default).");

  /** Limit on the time of a job. */
  public static final ConfigKey<Duration> JOB_TIMEOUT =
      Keys.duration(
          "firesteel.job.timeout",
          "0s",
          "Longest time from a job's submission to its end, unless session.jobTimeout says otherwise; the job fails above it. 0s means no limit.");

  /** Limit on the time of a stage. */
  public static final ConfigKey<Duration> STAGE_TIMEOUT =
      Keys.duration(
          "firesteel.stage.timeout",
          "0s",
          "Longest time from a stage's first start to its end; its jobs fail above it. 0s means no limit.");

  /** Made by ServiceLoader. */
  public JobKeys() {}

  @Override
  public String title() {
    return "Jobs";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(SCHEDULER_MODE, JOB_TIMEOUT, STAGE_TIMEOUT);
  }

  @Override
  public List<ConfigPrefix> prefixes() {
    return List.of(POOL);
  }
}
