package dev.firesteel.scheduler.machine;

import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.ExecutorState;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Empties executors that shall go. One that drains gets nothing new, gives back what it has not
 * begun, and what only it has is copied to others. It is released when it has nothing more to do
 * and nothing is lost with it, or when its time is over; then what is lost is computed again. An
 * idle one is kept instead of losing something.
 */
final class Draining {
  private final World world;
  private final Dispatcher dispatcher;
  private final CopyFlow copies;
  private final Losses losses;
  private final Demand demand;
  private final Set<Executor> empty = new LinkedHashSet<>();
  private final Set<Executor> overdue = new LinkedHashSet<>();

  Draining(World world, Dispatcher dispatcher, CopyFlow copies, Losses losses, Demand demand) {
    this.world = world;
    this.dispatcher = dispatcher;
    this.copies = copies;
    this.losses = losses;
    this.demand = demand;
  }

  /** Begins to empty an executor, or gives it another deadline. */
  void begin(Executor executor, Drain drain, Duration within) {
    if (executor.expected()) {
      losses.end(executor, drain.reason()); // it would come only to go
    }
    if (!executor.attached()) {
      return;
    }
    world.drains.put(executor, drain);
    world.out.timer(
        new Timer.OfExecutor(Timer.Duty.DRAINED, executor.id()), world.now + within.toNanos());
    if (executor.ready()) {
      world.executors.move(executor, ExecutorState.DRAINING);
      world.out.tell(new Notice.ExecutorDrains(executor.id(), drain.why()));
      askBack(executor);
      copies.evacuate(executor);
    }
    look(executor);
  }

  /** Takes back what it has not begun, if others can do it. */
  private void askBack(Executor executor) {
    if (world.executors.readySlots(executor.profile()) > 0) {
      Recalls.allQueued(world, executor);
    }
  }

  /** Something changed for an executor: if it drains, it may be empty now. */
  void look(Executor executor) {
    Drain drain = world.drains.get(executor);
    if (drain == null
        || executor.state() != ExecutorState.DRAINING
        || executor.hand().size() > 0
        || copies.anyFrom(executor)) {
      return;
    }
    if (!copies.onlyHas(executor)) {
      empty.add(executor);
    } else if (!drain.certain()) {
      stay(executor, "what only it has cannot be copied to others");
    }
  }

  private boolean hasNothing(Executor executor) {
    return !copies.anyFrom(executor) && !copies.onlyHas(executor);
  }

  /** The time of an executor is over. */
  void due(Executor executor) {
    Drain drain = world.drains.get(executor);
    if (drain == null || executor.state() != ExecutorState.DRAINING) {
      return;
    }
    if (drain.certain()) {
      empty.add(executor);
      overdue.add(executor);
    } else {
      stay(executor, "what only it has could not be copied to others in time");
    }
  }

  private void stay(Executor executor, String why) {
    world.drains.remove(executor);
    world.executors.resume(executor);
    if (world.exclusions.of(executor) != null) {
      world.executors.exclude(executor);
    }
    copies.joined(executor);
    dispatcher.freed(executor);
    world.out.tell(new Notice.ExecutorStays(executor.id(), why));
  }

  /** There is work: executors that drain because they were idle need not go. */
  void callIdleBack() {
    for (Executor executor : List.copyOf(world.drains.keySet())) {
      Drain drain = world.drains.get(executor);
      if (drain != null && !drain.certain() && executor.state() == ExecutorState.DRAINING) {
        stay(executor, "there is work for it");
      }
    }
  }

  /** Releases those that are empty; at the end of an event, before anything is placed. */
  void release() {
    copies.quietSenders().forEach(this::look);
    if (empty.isEmpty()) {
      return;
    }
    List<Executor> gone = empty.stream().filter(Executor::attached).toList();
    empty.clear();
    boolean fewer = false;
    for (Executor executor : gone) {
      Drain drain = world.drains.get(executor);
      if (drain != null && !drain.certain()) {
        fewer |= demand.retired(executor.profile(), world.executors.ready(executor.profile()));
      }
    }
    if (fewer) {
      world.out.add(new Action.Declare(demand.next()));
    }
    for (Executor executor : gone) {
      Drain drain = world.drains.get(executor);
      if (drain != null && (overdue.contains(executor) || hasNothing(executor))) {
        losses.release(executor, drain.reason());
      } else {
        look(executor); // what one before it had left is here now
      }
    }
    overdue.clear();
  }
}
