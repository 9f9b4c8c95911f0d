package dev.firesteel.scheduler.machine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.JobKeys;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.scheduler.demand.Elasticity;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.health.HealthSettings;
import dev.firesteel.scheduler.placement.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the scheduler goes by.
 *
 * @param targets executors to have, by profile; the first is the default profile
 * @param limits when failures are too many
 * @param waits how long to wait for what
 * @param speculation when slow tasks get a second attempt; nothing for never
 * @param health when places are avoided because too much fails there; nothing for never
 * @param jobs how jobs share slots and how long they may take
 */
public record SchedulerSettings(
    List<ExecutorTarget> targets,
    Limits limits,
    Waits waits,
    Optional<SpeculationSettings> speculation,
    Optional<HealthSettings> health,
    JobRules jobs) {
  /** The id of the profile that {@link #of} makes from the configuration. */
  public static final ProfileId DEFAULT_PROFILE = new ProfileId("default");

  /** Checks that there is a target and copies the list. */
  public SchedulerSettings {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("Cannot schedule without an executor target");
    }
  }

  /** Settings without speculation, without health and without special rules for jobs. */
  public SchedulerSettings(List<ExecutorTarget> targets, Limits limits, Waits waits) {
    this(targets, limits, waits, Optional.empty(), Optional.empty(), JobRules.NONE);
  }

  /** The settings that a configuration says, with one target of the default profile. */
  public static SchedulerSettings of(Config config) {
    Resources executor =
        Resources.of(
            config.get(CoreKeys.EXECUTOR_CORES), config.get(CoreKeys.EXECUTOR_MEMORY) >> 20);
    return new SchedulerSettings(
        List.of(
            new ExecutorTarget(
                ResourceProfile.ofExecutor(DEFAULT_PROFILE, executor),
                config.get(CoreKeys.EXECUTORS),
                Elasticity.of(config))),
        new Limits(
            config.get(CoreKeys.TASK_MAX_FAILURES),
            config.get(CoreKeys.STAGE_MAX_ATTEMPTS),
            config.get(CoreKeys.EXECUTOR_MAX_FAILURES)),
        new Waits(
            config.get(CoreKeys.LOCALITY_WAIT),
            config.get(CoreKeys.REGISTRATION_TIMEOUT),
            config.get(CoreKeys.HEARTBEAT_TIMEOUT),
            config.get(CoreKeys.TASK_CANCEL_GRACE),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(5)),
        SpeculationSettings.of(config),
        HealthSettings.of(config),
        JobRules.of(config));
  }

  /** The default profile. */
  public ResourceProfile defaultProfile() {
    return targets.get(0).profile();
  }

  /** These settings with this target only. */
  public SchedulerSettings with(ExecutorTarget only) {
    return new SchedulerSettings(List.of(only), limits, waits, speculation, health, jobs);
  }

  /** These settings with other limits. */
  public SchedulerSettings with(Limits other) {
    return new SchedulerSettings(targets, other, waits, speculation, health, jobs);
  }

  /** These settings with other waits. */
  public SchedulerSettings with(Waits other) {
    return new SchedulerSettings(targets, limits, other, speculation, health, jobs);
  }

  /** These settings with speculation. */
  public SchedulerSettings with(SpeculationSettings other) {
    return new SchedulerSettings(targets, limits, waits, Optional.of(other), health, jobs);
  }

  /** These settings with health. */
  public SchedulerSettings with(HealthSettings other) {
    return new SchedulerSettings(targets, limits, waits, speculation, Optional.of(other), jobs);
  }

  /** These settings with other rules for jobs. */
  public SchedulerSettings with(JobRules other) {
    return new SchedulerSettings(targets, limits, waits, speculation, health, other);
  }

  /**
   * When failures are too many; each at least 1.
   *
   * @param taskFailures failures of one task after which its jobs fail
   * @param stageAttempts times that a stage is held back for output that cannot be fetched, after
   *     which its jobs fail
   * @param executorLosses executors lost in a row without a finished task, after which all jobs
   *     fail
   */
  public record Limits(int taskFailures, int stageAttempts, int executorLosses) {
    /** Checks the ranges. */
    public Limits {
      if (taskFailures < 1 || stageAttempts < 1 || executorLosses < 1) {
        throw new IllegalArgumentException("Limits must be at least 1");
      }
    }
  }

  /**
   * How jobs share slots and how long they may take.
   *
   * @param sharing who is served first
   * @param jobTimeout longest time of a job that does not say its own; zero for any
   * @param stageTimeout longest time of a stage from its first start; zero for any
   */
  public record JobRules(Sharing sharing, Duration jobTimeout, Duration stageTimeout) {
    /** First come, first served; no limits. */
    public static final JobRules NONE = new JobRules(Sharing.FIFO, Duration.ZERO, Duration.ZERO);

    static JobRules of(Config config) {
      return new JobRules(
          Sharing.of(config), config.get(JobKeys.JOB_TIMEOUT), config.get(JobKeys.STAGE_TIMEOUT));
    }
  }

  /**
   * How long to wait for what.
   *
   * @param locality for a slot nearer to a task's data, at each level
   * @param registration for a launched executor
   * @param silence without a word from an executor before it counts as lost
   * @param cancelled for a cancelled task to end before its executor is replaced
   * @param severed for the backend's word on an executor whose channel closed
   * @param stuck without any progress before telling why
   * @param refuse before an offer that is not needed is made again
   */
  public record Waits(
      Duration locality,
      Duration registration,
      Duration silence,
      Duration cancelled,
      Duration severed,
      Duration stuck,
      Duration refuse) {}
}
