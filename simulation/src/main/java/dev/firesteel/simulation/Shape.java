package dev.firesteel.simulation;

import dev.firesteel.api.config.SchedulingOrder;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.scheduler.demand.Elasticity;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.health.HealthSettings;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.machine.SpeculationSettings;
import dev.firesteel.scheduler.placement.Sharing;
import dev.firesteel.simulation.world.Dice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How large a simulated application is, and what its scheduler goes by.
 *
 * @param settings the scheduler's settings
 * @param jobs jobs that are submitted
 * @param threads threads that submit them
 * @param steps datasets beyond the sources
 * @param mostPartitions the most partitions of a dataset
 * @param copies hosts that hold each split
 * @param survivors executors of a previous driver
 * @param topology what is known of hosts and racks
 */
record Shape(
    SchedulerSettings settings,
    int jobs,
    int threads,
    int steps,
    int mostPartitions,
    int copies,
    int survivors,
    Topology topology) {
  /**
   * What is known of hosts and racks.
   *
   * @param told whether the cluster tells the racks of executors
   * @param listed whether splits tell the racks of their hosts
   * @param stores hosts with splits on which no executor can run
   * @param inMemory hosts that hold a split in memory, at most
   */
  record Topology(boolean told, boolean listed, int stores, int inMemory) {}

  private static SpeculationSettings speculation(Dice dice) {
    return new SpeculationSettings(
        0.25 + dice.share() / 2,
        1 + 2 * dice.share(),
        Duration.ofMillis(dice.magnitude(1L, 500L)),
        dice.share(),
        Duration.ofMillis(dice.magnitude(200L, 5_000L)));
  }

  private static HealthSettings health(Dice dice) {
    return new HealthSettings(
        dice.between(1, 3),
        dice.between(2, 6),
        dice.between(1, 3),
        Duration.ofMillis(dice.magnitude(100L, 60_000L)),
        Duration.ofMillis(dice.magnitude(100L, 60_000L)));
  }

  /** Pools a, b and c; c is the default's equal. Sometimes jobs or stages may not take for ever. */
  private static SchedulerSettings.JobRules rules(Dice dice) {
    SortedMap<String, Sharing.PoolShare> pools = new TreeMap<>();
    pools.put("a", new Sharing.PoolShare(dice.between(1, 5), 0, SchedulingOrder.FIFO));
    pools.put("b", new Sharing.PoolShare(1, dice.between(0, 8), SchedulingOrder.FAIR));
    return new SchedulerSettings.JobRules(
        new Sharing(SchedulingOrder.FAIR, pools), timeout(dice), timeout(dice));
  }

  private static Duration timeout(Dice dice) {
    return dice.chance(0.1) ? Duration.ofMillis(dice.magnitude(10L, 60_000L)) : Duration.ZERO;
  }

  /** A third of the applications let the number of executors follow the work. */
  private static Optional<Elasticity> elasticity(Dice dice, int most) {
    return dice.chance(0.65)
        ? Optional.empty()
        : Optional.of(
            new Elasticity(
                dice.between(0, most),
                most,
                dice.between(0, most),
                Duration.ofMillis(dice.magnitude(1L, 1_000L)),
                Duration.ofMillis(dice.magnitude(10L, 10_000L)),
                Duration.ofMillis(dice.chance(0.5) ? 0 : dice.magnitude(10L, 10_000L)),
                Duration.ofMillis(dice.magnitude(10L, 10_000L))));
  }

  static Shape draw(Dice dice) {
    int executors = (int) dice.magnitude(1, 40);
    int cores = dice.between(1, 4);
    ResourceProfile profile =
        ResourceProfile.ofExecutor(
            SchedulerSettings.DEFAULT_PROFILE, Resources.of(cores, 512L * cores));
    SchedulerSettings settings =
        new SchedulerSettings(
            List.of(new ExecutorTarget(profile, executors, elasticity(dice, executors))),
            new SchedulerSettings.Limits(
                dice.between(3, 8), dice.between(4, 12), dice.chance(0.3) ? 6 : 60),
            new SchedulerSettings.Waits(
                Duration.ofMillis(dice.chance(0.2) ? 0 : dice.magnitude(10L, 3_000L)),
                Duration.ofSeconds(dice.between(10, 60)),
                Duration.ofSeconds(dice.between(5, 40)),
                Duration.ofMillis(dice.magnitude(1L, 10_000L)),
                Duration.ofMillis(dice.magnitude(100L, 5_000L)),
                Duration.ofSeconds(15),
                Duration.ofSeconds(dice.between(1, 30))));
    if (dice.chance(0.5)) {
      settings = settings.with(speculation(dice));
    }
    if (dice.chance(0.5)) {
      settings = settings.with(health(dice));
    }
    if (dice.chance(0.5)) {
      settings = settings.with(rules(dice));
    }
    return new Shape(
        settings,
        (int) dice.magnitude(1, 24),
        dice.between(1, 4),
        dice.between(1, 9),
        (int) dice.magnitude(2, 80),
        dice.between(0, 3),
        dice.chance(0.15) ? dice.between(1, executors) : 0,
        new Topology(
            dice.chance(0.5),
            dice.chance(0.7),
            dice.chance(0.5) ? 0 : dice.between(1, 4),
            dice.chance(0.7) ? 0 : dice.between(1, 2)));
  }
}
