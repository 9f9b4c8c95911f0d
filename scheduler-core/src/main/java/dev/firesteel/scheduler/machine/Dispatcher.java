package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.LocalityLevel;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.placement.Turns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places pending tasks at the end of each event: first on executors that got free hands, task sets
 * in their order; then tasks that became pending on executors with free slots. Work is in
 * proportion to what changed and what is placed, not to how many executors or tasks there are.
 *
 * <p>Where pools share slots, whose turn it is is asked before each task; and nobody queues tasks
 * beyond an executor's slots whose turn it is not.
 */
final class Dispatcher {
  private static final int MOST_MISSES = 8;

  /** By how much a timer must be late to be worth setting again. */
  private static final long EARLIER_NANOS = 20_000_000;

  private static final long MOST_QUEUED_NANOS = 2_000_000;

  private final World world;
  private final Couriers couriers;
  private final Recalls recalls;
  private final Proximity proximity;
  private final Set<Executor> freed = new LinkedHashSet<>();
  private final Set<StageId> fresh = new LinkedHashSet<>();
  private final Map<StageId, Long> localityTimers = new HashMap<>();
  private final List<StageId> emptied = new ArrayList<>();

  Dispatcher(World world) {
    this.world = world;
    this.couriers = new Couriers(world);
    this.recalls = new Recalls(world);
    this.proximity = new Proximity(world);
  }

  /** The executor's hand or state changed. */
  void freed(Executor executor) {
    freed.add(executor);
  }

  /** Tasks of the stage became pending. */
  void fresh(StageId stage) {
    fresh.add(stage);
  }

  /** Places changed for all that is pending. */
  void freshAll() {
    world.backlog.inOrder().forEach(set -> fresh.add(set.stage()));
  }

  /** The stage's timer fired: tasks may go farther from their data. */
  void localityDue(StageId stage) {
    if (localityTimers.remove(stage) != null) {
      fresh.add(stage);
    }
  }

  /** The timer for taking queued tasks back fired. */
  void recallDue() {
    recalls.due();
  }

  /** Places what can be placed. */
  void run() {
    if (freed.size() > 1) {
      freed.forEach(world.executors::handChanged); // each shall see which others are idle
    }
    for (Executor executor : freed) {
      if (executor.takesTasks()) {
        if (world.backlog.shared()) {
          share(executor);
        } else {
          fill(executor);
        }
      }
      world.executors.handChanged(executor);
    }
    freed.clear();
    prune();
    if (!fresh.isEmpty()) {
      if (world.executors.anyIdle()) {
        world.backlog.inOrder(fresh).forEach(this::spread);
        prune();
      }
      fresh.clear();
    }
    couriers.flush();
    if (world.executors.anyIdle() && world.executors.anyQueueing()) {
      recalls.consider();
    } else if (world.executors.anyQueueing() && world.backlog.shared()) {
      recalls.makeRoom(world.backlog.turns().next());
    }
  }

  private void prune() {
    emptied.forEach(world.backlog::remove);
    emptied.clear();
  }

  private void fill(Executor executor) {
    for (TaskSet set : world.backlog.inOrder()) {
      give(set, executor);
      if (set.pending() > 0) {
        if (executor.freeSlots() == 0) {
          return;
        }
        if (set.anyAvoiding()) {
          fresh.add(set.stage()); // what this one avoids, others with free slots may take
        }
      }
    }
  }

  /** One task at a time, each to whose turn it is; returns how many the executor got. */
  private int share(Executor executor) {
    int given = 0;
    Turns turns = world.backlog.turns();
    for (TaskSet set = turns.next(); set != null; set = turns.next()) {
      if (give(set, executor, Math.min(1, sharedRoom(set, executor))) > 0) {
        turns.placed();
        given++;
        continue;
      }
      turns.refused();
      if (executor.freeSlots() == 0 && awaitsSlot(set, executor)) {
        break;
      }
      if (set.pending() > 0 && set.anyAvoiding()) {
        fresh.add(set.stage());
      }
    }
    return given;
  }

  private boolean awaitsSlot(TaskSet set, Executor executor) {
    return set.pending() > 0
        && set.plan().profile().equals(executor.profile())
        && !set.waitsForLocality(world.now);
  }

  /** Only tasks that are known to be short are queued where others wait for slots. */
  private int sharedRoom(TaskSet set, Executor executor) {
    boolean brief = set.averageNanos() >= 0 && set.averageNanos() <= MOST_QUEUED_NANOS;
    return brief ? room(set, executor) : executor.freeSlots();
  }

  /** Offers an executor's free slots to a set that became pending, or to all whose turn it is. */
  private int offer(TaskSet set, Executor executor) {
    return world.backlog.shared() ? share(executor) : give(set, executor);
  }

  private void spread(TaskSet set) {
    for (Executor wished : set.wishedExecutors()) {
      if (wished.takesTasks() && wished.freeSlots() > 0) {
        offer(set, wished);
      }
    }
    for (int host : set.wishedHosts()) {
      giveAll(set, world.executors.hosts().readyOn(host));
    }
    if (set.anyAnywhere(world.now)) {
      int misses = 0;
      for (Executor executor : world.executors.idle()) {
        if (set.avoids(executor)) {
          continue;
        }
        if (set.pending() == 0 || misses > MOST_MISSES) {
          break;
        }
        if (offer(set, executor) == 0 && set.localityLevel() != LocalityLevel.RACK) {
          misses++;
        }
      }
    }
    if (set.pending() > 0) {
      awaitLocality(set);
    }
  }

  private void giveAll(TaskSet set, Collection<Executor> executors) {
    for (Executor executor : executors) {
      if (set.pending() == 0) {
        return;
      }
      if (executor.freeSlots() > 0) {
        offer(set, executor);
      }
    }
  }

  private int give(TaskSet set, Executor executor) {
    return give(set, executor, room(set, executor));
  }

  private int give(TaskSet set, Executor executor, int room) {
    if (!set.plan().profile().equals(executor.profile())) {
      return 0;
    }
    int given = 0;
    while (given < room) {
      int index = set.poll(executor, world.now);
      if (index < 0) {
        break;
      }
      RunningAttempt attempt =
          new RunningAttempt(
              world.nextTask(),
              set.stage(),
              index,
              set.tries(index),
              executor,
              proximity.polled(set, index, executor),
              world.now);
      set.place(attempt);
      world.executors.hand(attempt);
      couriers.add(executor, set, attempt);
      given++;
    }
    if (given > 0) {
      world.progressAt = world.now;
    }
    if (set.pending() == 0) {
      emptied.add(set.stage());
    } else if (executor.freeSlots() > 0 || localityTimers.containsKey(set.stage())) {
      awaitLocality(set);
    }
    return given;
  }

  /** Free slots, and as many more as keep them busy, but no more than the executor's fair share. */
  private int room(TaskSet set, Executor executor) {
    int slots = executor.slots();
    int free = slots - executor.hand().size();
    int queue = set.queuePerSlot();
    if (queue == 0) {
      return free;
    }
    int deep = free + slots * queue;
    long all = Math.max(1, world.executors.readySlots(executor.profile()));
    long share = ((long) set.pending() * slots + all - 1) / all;
    return (int) Math.min(deep, Math.max(free, share));
  }

  /** The wait may have become shorter since the timer was set. */
  private void awaitLocality(TaskSet set) {
    if (!set.waitsForLocality(world.now)) {
      return;
    }
    long due = set.localityDueAt();
    Long before = localityTimers.get(set.stage());
    if (before == null || due + EARLIER_NANOS < before) {
      localityTimers.put(set.stage(), due);
      world.out.timer(new Timer.Locality(set.stage()), due);
    }
  }
}
