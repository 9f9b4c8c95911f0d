package dev.firesteel.scheduler.machine;

import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.TaskSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a second attempt to tasks that are slow beside the others of their stage, and to all tasks
 * of executors that have gone quiet. Copies use slots that nothing else wants: a stage has them
 * once it has no pending tasks, and they are placed after all that is pending. (J. Dean and S.
 * Ghemawat, "MapReduce", OSDI 2004, section 3.6; M. Zaharia and others, "Improving MapReduce
 * Performance in Heterogeneous Environments", OSDI 2008.)
 *
 * <p>A look goes over what executors have in hand, and the next one comes when the next task can be
 * slow; there is none while nothing runs or while there is only one executor.
 */
final class Speculation {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int MOST_LOOKED_AT = 64;

  private final World world;
  private final StageFlow stages;
  private final Couriers couriers;
  private final Cancellations cancellations;
  private final Proximity proximity;
  private final Optional<SpeculationSettings> settings;
  private boolean due;
  private long dueAt = NEVER;

  /** An attempt to be copied, and why. */
  private record Slow(RunningAttempt attempt, TaskSet set, String why) {}

  Speculation(World world, StageFlow stages) {
    this.world = world;
    this.stages = stages;
    this.couriers = new Couriers(world);
    this.cancellations = new Cancellations(world);
    this.proximity = new Proximity(world);
    this.settings = world.settings.speculation();
  }

  /**
   * An attempt counts: nobody needs the other one of its task, and from a certain one on the other
   * tasks of the set may be slow.
   */
  void counted(TaskSet set, RunningAttempt winner, @Nullable RunningAttempt loser) {
    if (loser != null) {
      cancellations.cancel(List.of(loser), winner.task() + " finished first");
    }
    if (settings.isPresent()
        && set.done() == settings.get().quorum(set.size())
        && set.done() < set.size()) {
      lookBy(world.now + settings.get().minRuntime().toNanos());
    }
  }

  /** The timer fired. */
  void due() {
    due = true;
    dueAt = NEVER;
  }

  /** At the end of an event, after all that is pending had its chance of a slot. */
  void run() {
    settings.ifPresent(this::run);
  }

  private void run(SpeculationSettings by) {
    if (due) {
      due = false;
      place(look(by), by);
    }
    if (dueAt == NEVER && world.executors.attemptsInHand() > 0) {
      lookBy(world.now + by.quiet().toNanos());
    }
  }

  private void lookBy(long at) {
    if (at < dueAt && world.executors.ready() > 1) {
      dueAt = at;
      world.out.timer(Timer.Regular.SPECULATION, at);
    }
  }

  /** The attempts that are worth a copy, oldest first; sets the timer for the next look. */
  private List<Slow> look(SpeculationSettings by) {
    List<Slow> slow = new ArrayList<>();
    Map<TaskSet, Long> limits = new HashMap<>();
    long patience = by.minRuntime().toNanos();
    long next = NEVER;
    for (Executor executor : world.executors.all()) {
      long quietAt = executor.heardAt() + by.quiet().toNanos();
      for (RunningAttempt attempt : executor.hand().all()) {
        TaskSet set = attempt.cancelled() ? null : set(attempt);
        if (set == null || !set.runsOnce(attempt)) {
          continue;
        }
        long limit = limits.computeIfAbsent(set, s -> limit(s, by));
        long slowAt = attempt.runs() && limit != NEVER ? attempt.startedAt() + limit : NEVER;
        if (limit != NEVER) { // the median moves, and what is pending may be placed
          next = Math.min(next, world.now + Math.max(patience, limit / 4));
        }
        if (world.now < slowAt && world.now < quietAt) {
          next = Math.min(next, Math.max(Math.min(slowAt, quietAt), world.now + patience / 4));
        } else if (set.pending() == 0) {
          slow.add(new Slow(attempt, set, why(attempt, set, world.now >= slowAt)));
          next = Math.min(next, world.now + patience);
        }
      }
    }
    slow.sort(Comparator.comparingLong(s -> s.attempt().placedAt()));
    lookBy(next);
    return slow;
  }

  /** The task set of an attempt if its stage is at work and what it reads is there. */
  private @Nullable TaskSet set(RunningAttempt attempt) {
    Stage stage = world.stages.get(attempt.stage());
    if (stage == null || stage.state() != StageState.RUNNING || stages.blocked(stage)) {
      return null;
    }
    return stage.tasks();
  }

  private static long limit(TaskSet set, SpeculationSettings by) {
    return set.done() >= by.quorum(set.size()) ? by.slowNanos(set.medianNanos()) : NEVER;
  }

  private String why(RunningAttempt attempt, TaskSet set, boolean slow) {
    return slow
        ? Messages.slow(world.now - attempt.startedAt(), set.medianNanos())
        : Messages.quiet(world.now - attempt.executor().heardAt());
  }

  private void place(List<Slow> wanted, SpeculationSettings by) {
    if (wanted.isEmpty() || !world.executors.anyIdle()) {
      return;
    }
    int copies = 0;
    for (Stage stage : world.stages.values()) {
      TaskSet set = stage.tasks();
      copies += set == null ? 0 : set.copied();
    }
    for (Slow slow : wanted) {
      if (copies >= by.share(world.executors.readySlots(slow.set().plan().profile()))) {
        break;
      }
      Executor executor = choose(slow.set(), slow.attempt().executor(), by);
      if (executor != null) {
        copy(slow, executor);
        copies++;
      }
    }
    couriers.flush();
  }

  /** Another executor with a free slot, if possible on another host. */
  private @Nullable Executor choose(TaskSet set, Executor not, SpeculationSettings by) {
    Executor sameHost = null;
    int looked = 0;
    for (Executor executor : world.executors.idle()) {
      if (++looked > MOST_LOOKED_AT) {
        break;
      }
      boolean able =
          executor != not
              && executor.freeSlots() > 0
              && !set.avoids(executor)
              && executor.profile().equals(set.plan().profile())
              && world.now - executor.heardAt() < by.quiet().toNanos();
      if (able && !executor.at().host().equals(not.at().host())) {
        return executor;
      }
      if (able && sameHost == null) {
        sameHost = executor;
      }
    }
    return sameHost;
  }

  private void copy(Slow slow, Executor executor) {
    RunningAttempt first = slow.attempt();
    TaskSet set = slow.set();
    RunningAttempt copy =
        new RunningAttempt(
            world.nextTask(),
            set.stage(),
            first.index(),
            set.tries(first.index()),
            executor,
            proximity.copied(set, first.index(), executor),
            world.now);
    set.copy(copy);
    world.lostWork.copied();
    world.executors.hand(copy);
    couriers.add(executor, set, copy);
    world.progressAt = world.now;
    world.out.tell(
        new Notice.TaskSpeculated(
            set.stage(),
            set.partition(first.index()),
            first.task(),
            first.executor().id(),
            copy.task(),
            executor.id(),
            slow.why()));
  }
}
