package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.ProfileId;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.demand.ElasticTarget;
import dev.firesteel.scheduler.demand.Elasticity;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.placement.TaskSet;
import java.time.Duration;
import java.util.List;

/**
 * Lets the number of executors follow the work, where that is wanted: looks now and then while
 * there are jobs, and when the next idle executor may go; never while nothing can change.
 */
final class ElasticFlow {
  private static final long SHORTEST_TICK = 100_000_000;

  private final World world;
  private final Demand demand;
  private final CopyFlow copies;
  private final Draining draining;
  private long armedFor = Long.MAX_VALUE;

  ElasticFlow(World world, Demand demand, CopyFlow copies, Draining draining) {
    this.world = world;
    this.demand = demand;
    this.copies = copies;
    this.draining = draining;
  }

  /** A job is there. */
  void wanted() {
    if (demand.elastic()) {
      draining.callIdleBack();
      consider();
    }
  }

  /** Something that executors were kept for may be gone. */
  void forgotten() {
    if (demand.elastic() && armedFor == Long.MAX_VALUE) {
      consider();
    }
  }

  /** An executor registered: one more than wanted goes again. */
  void joined(Executor executor) {
    ElasticTarget target = demand.elastic(executor.profile());
    if (target == null || !executor.ready()) {
      return;
    }
    executor.unusedAt(world.now);
    if (world.executors.ready(executor.profile()) > target.executors()) {
      draining.begin(
          executor,
          new Drain(Drain.Cause.IDLE, "it came when it was not wanted any more"),
          target.elasticity().drain());
    } else {
      arm(world.now + target.elasticity().idle().toNanos());
    }
  }

  /** The timer fired. */
  void due() {
    armedFor = Long.MAX_VALUE;
    consider();
  }

  private void consider() {
    boolean news = false;
    for (ExecutorTarget each : demand.targets()) {
      ElasticTarget target = demand.elastic(each.profile().id());
      if (target != null) {
        int slots = Math.max(1, each.profile().executor().cores());
        int need = need(each.profile().id(), slots);
        news |= target.observe(world.now, need, world.executors.ready(each.profile().id()));
        arm(letIdleGo(each.profile().id(), target, need));
        if (!world.jobs.isEmpty()) {
          long tick = target.elasticity().backlogWait().toNanos() / 2;
          arm(world.now + Math.max(SHORTEST_TICK, tick));
        }
      }
    }
    if (news) {
      world.out.add(new Action.Declare(demand.next()));
    }
  }

  /** Executors that have a task for each slot when all that can run runs. */
  private int need(ProfileId profile, int slots) {
    long tasks = 0;
    for (Stage stage : world.stages.values()) {
      TaskSet set = stage.tasks();
      if (set != null && stage.plan().profile().equals(profile)) {
        tasks += set.placed() + (stage.state() == StageState.RUNNING ? set.pending() : 0);
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, (tasks + slots - 1) / slots);
  }

  /** Lets executors go that were idle for long; returns when the next may go. */
  private long letIdleGo(ProfileId profile, ElasticTarget target, int need) {
    int ready = world.executors.ready(profile);
    int spare = ready - target.least(need);
    int moving = (int) world.drains.values().stream().filter(drain -> !drain.certain()).count();
    long next = Long.MAX_VALUE;
    for (Executor executor : List.copyOf(world.executors.unused())) {
      if (spare <= 0) {
        break;
      }
      if (!executor.profile().equals(profile)) {
        continue;
      }
      if (executor.unusedAt() < 0) {
        executor.unusedAt(world.now);
      }
      Duration limit = limit(executor, target.elasticity());
      if (limit.isZero()) {
        continue;
      }
      long due = executor.unusedAt() + limit.toNanos();
      if (due > world.now) {
        next = Math.min(next, due);
        continue;
      }
      boolean moves = copies.onlyHas(executor);
      if (moves && (moving + 1) * 2 > ready) {
        continue; // others must be left to move it to; looked at again when one of them has gone
      }
      moving += moves ? 1 : 0;
      spare--;
      executor.unusedAt(world.now); // should it stay, it waits as long again
      String why = "it was idle for " + limit.toSeconds() + " s";
      draining.begin(executor, new Drain(Drain.Cause.IDLE, why), target.elasticity().drain());
      next = Math.min(next, world.now + limit.toNanos());
    }
    if (world.drains.values().stream().anyMatch(drain -> !drain.certain())) {
      long idle = Math.max(SHORTEST_TICK, target.elasticity().idle().toNanos());
      next = Math.min(next, world.now + idle); // some may stay, others may go after them
    }
    return next;
  }

  private Duration limit(Executor executor, Elasticity elasticity) {
    return world.kept.keptBy(executor).isEmpty() ? elasticity.idle() : elasticity.keptIdle();
  }

  private void arm(long at) {
    if (at < armedFor) {
      armedFor = at;
      world.out.timer(Timer.Regular.ELASTIC, at);
    }
  }
}
