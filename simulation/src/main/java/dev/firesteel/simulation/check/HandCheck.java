package dev.firesteel.simulation.check;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Scheduler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The scheduler's books, those of the ledger, and what executors really have. */
final class HandCheck implements Check {
  /** More than any executor may have queued for each of its slots. */
  private static final int MOST_QUEUED = 250;

  private final Ledger ledger;
  private final Tally tally;
  private final Scheduler scheduler;
  private final Function<ExecutorId, List<TaskId>> reality;
  private final Set<ExecutorId> touched = new LinkedHashSet<>();

  HandCheck(
      Ledger ledger, Tally tally, Scheduler scheduler, Function<ExecutorId, List<TaskId>> reality) {
    this.ledger = ledger;
    this.tally = tally;
    this.scheduler = scheduler;
    this.reality = reality;
  }

  @Override
  public void event(Event event) {
    touched.clear();
    if (event instanceof Event.FromExecutor from) {
      touched.add(from.executor());
    } else if (event instanceof Event.Lost lost) {
      touched.add(lost.executor());
    }
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.RunTasks run) {
      touched.add(run.executor());
    } else if (action instanceof Action.Release release) {
      touched.add(release.executor());
    }
  }

  @Override
  public void after(Event event) {
    if (ledger.stopped()) {
      return; // nothing is booked any more
    }
    int counted = scheduler.census().attempts();
    tally.holds(
        Invariant.EQUAL_BOOKS,
        counted == ledger.inHand(),
        () -> "the scheduler counts " + counted + " attempts; sent are " + ledger.inHand());
    for (ExecutorId id : touched) {
      Books books = ledger.books(id);
      List<TaskId> hand = scheduler.inHand(id);
      tally.holds(
          Invariant.EQUAL_BOOKS,
          hand.size() == books.hand.size() && books.hand.keySet().containsAll(hand),
          () -> id + " has " + hand + " in hand; sent are " + books.hand.keySet());
      tally.holds(
          Invariant.NO_SLOT_TWICE,
          hand.size() <= books.slots * (1 + MOST_QUEUED),
          () -> id + " with " + books.slots + " slots has " + hand.size() + " attempts");
      if (books.attached()) {
        for (TaskId task : reality.apply(id)) {
          tally.holds(
              Invariant.NO_SLOT_TWICE,
              books.hand.containsKey(task),
              () -> id + " has " + task + ", of which the scheduler does not know");
        }
      }
    }
  }
}
