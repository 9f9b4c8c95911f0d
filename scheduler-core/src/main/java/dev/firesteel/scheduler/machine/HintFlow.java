package dev.firesteel.scheduler.machine;

import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.placement.TaskSet;

/**
 * While executors are missing, tells the backend where they would be best, and again when that has
 * changed much. Looks soon after a stage has begun and now and then while jobs run, so that all
 * looks together cost little; each goes through the tasks of the stages at work.
 */
final class HintFlow {
  private static final long SHORTEST_NANOS = 200_000_000;
  private static final long NANOS_A_TASK = 10_000;
  private static final int PATIENCE = 25;

  private final World world;
  private final Demand demand;
  private long seen;
  private long soonest = Long.MIN_VALUE;
  private long next = Long.MIN_VALUE;
  private long armedFor = Long.MAX_VALUE;

  HintFlow(World world, Demand demand) {
    this.world = world;
    this.demand = demand;
  }

  /** At the end of an event. */
  void run() {
    if (seen != world.stagesBegun) {
      seen = world.stagesBegun;
      next = Math.min(next, soonest);
    }
    if (armedFor <= world.now) {
      armedFor = Long.MAX_VALUE;
    }
    if ((next > world.now && next >= armedFor) || !worthLooking()) {
      return;
    }
    if (next <= world.now) {
      look();
    }
    if (next < armedFor) {
      armedFor = next;
      world.out.timer(Timer.Regular.HINTS, next);
    }
  }

  private boolean worthLooking() {
    return demand.missing() > 0 && (!world.jobs.isEmpty() || demand.hints());
  }

  private void look() {
    if (demand.hintsChanged()) {
      world.out.add(new Action.Declare(demand.next()));
    }
    long rest = Math.max(SHORTEST_NANOS, NANOS_A_TASK * tasks());
    soonest = world.now + rest;
    next = world.now + PATIENCE * rest;
  }

  private long tasks() {
    long tasks = 0;
    for (Stage stage : world.stages.values()) {
      TaskSet set = stage.tasks();
      tasks += set == null ? 1 : 1 + set.size();
    }
    return tasks;
  }
}
