package dev.firesteel.simulation.check;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Notice;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where tasks go, what they find there, and whether they have to run at all. */
final class TaskCheck implements Check {
  private final Ledger ledger;
  private final Tally tally;
  private final Set<TaskId> seen = new HashSet<>();
  private final Set<TaskId> copies = new HashSet<>();

  TaskCheck(Ledger ledger, Tally tally) {
    this.ledger = ledger;
    this.tally = tally;
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.RunTasks run) {
      run(run);
    } else if (action instanceof Action.SendProgram send) {
      attached(send.executor(), action);
    } else if (action instanceof Action.Send send) {
      attached(send.executor(), action);
    } else if (action instanceof Action.Tell tell
        && tell.notice() instanceof Notice.StageStarted started) {
      started(started);
    } else if (action instanceof Action.Tell tell
        && tell.notice() instanceof Notice.TaskSpeculated copied) {
      copies.add(copied.copy());
    }
  }

  private void attached(ExecutorId executor, Action action) {
    tally.holds(
        Invariant.ONLY_READY,
        ledger.books(executor).attached(),
        () -> action + " though it is " + ledger.books(executor).life);
  }

  private void run(Action.RunTasks run) {
    Books books = ledger.books(run.executor());
    tally.holds(
        Invariant.ONLY_READY,
        books.life == Books.Life.ATTACHED && !run.attempts().isEmpty(),
        () -> run + " though " + books.id + " is " + books.life);
    tally.holds(
        Invariant.TOLD_FIRST,
        books.programs.contains(run.program()),
        () -> run + " before its program");
    StagePlan plan = ledger.plan(run.stage(), run.program());
    tally.holds(Invariant.NO_NEEDLESS_RUN, plan != null, () -> run + " is of no job");
    if (plan == null) {
      return;
    }
    plan.parents().forEach(parent -> reads(run, books, parent));
    for (Action.Attempt attempt : run.attempts()) {
      tally.holds(
          Invariant.ONE_ATTEMPT,
          seen.add(attempt.task()),
          () -> attempt.task() + " was sent before");
      needed(run, plan, attempt);
    }
  }

  private void needed(Action.RunTasks run, StagePlan plan, Action.Attempt attempt) {
    int live = 1;
    boolean together = false;
    for (Books.Entry other : ledger.attempts(run.stage())) {
      if (!other.cancelled && other.partition == attempt.partition()) {
        live++;
        together |= other.executor.equals(run.executor());
      }
    }
    boolean beside = !together;
    int attempts = live;
    tally.holds(
        Invariant.ONE_ATTEMPT,
        attempts <= 1 || (attempts == 2 && beside && copies.contains(attempt.task())),
        () -> attempt + " of " + run.stage() + " is live " + attempts + " times");
    if (plan.output() instanceof StageOutput.Shuffle shuffle) {
      Set<ExecutorId> there = ledger.surelyWritten.at(shuffle.shuffle(), attempt.partition());
      tally.holds(
          Invariant.NO_NEEDLESS_RUN,
          there.isEmpty(),
          () -> attempt + " of " + shuffle + " is written at " + there);
    }
  }

  private void reads(Action.RunTasks run, Books books, StagePlan.Parent parent) {
    int maps = maps(parent.shuffle());
    boolean written = ledger.maybeWritten.complete(parent.shuffle(), maps);
    boolean kept =
        parent.unlessKept().stream()
            .anyMatch(k -> ledger.maybeKept.complete(k.dataset(), k.partitions()));
    tally.holds(
        Invariant.READS_WHAT_IS_THERE,
        written || kept,
        () -> run + " though " + parent.shuffle() + " is not all there");
    if (!written || kept) {
      return;
    }
    ToExecutor.ShuffleOutputs told = books.outputs.get(parent.shuffle());
    for (int map = 0; map < maps; map++) {
      int at = map;
      tally.holds(
          Invariant.TOLD_FIRST,
          told != null
              && told.serverOfMap()[at] >= 0
              && ledger
                  .maybeWritten
                  .at(parent.shuffle(), at)
                  .contains(told.servers().get(told.serverOfMap()[at]).owner()),
          () -> run + ": knows an old place of map " + at + " of " + parent.shuffle());
    }
  }

  private int maps(ShuffleId shuffle) {
    for (JobPlan job : ledger.jobs.values()) {
      for (StagePlan stage : job.stages()) {
        if (stage.output() instanceof StageOutput.Shuffle written
            && written.shuffle().equals(shuffle)) {
          return stage.partitions().length;
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  /** A stage starts only if an active job cannot do without. */
  private void started(Notice.StageStarted started) {
    ledger
        .writes(started.stage())
        .ifPresent(
            shuffle ->
                tally.holds(
                    Invariant.NO_NEEDLESS_RUN,
                    demanded().contains(shuffle),
                    () -> started + " though no job misses " + shuffle));
  }

  private Set<ShuffleId> demanded() {
    Set<ShuffleId> demanded = new LinkedHashSet<>();
    for (JobPlan job : ledger.jobs.values()) {
      demand(job, job.resultStage(), demanded, new HashSet<>());
    }
    return demanded;
  }

  private void demand(
      JobPlan job, StagePlan stage, Set<ShuffleId> demanded, Set<ShuffleId> seenHere) {
    for (StagePlan.Parent parent : stage.parents()) {
      boolean kept =
          parent.unlessKept().stream()
              .anyMatch(
                  k ->
                      !ledger.keptNow.contains(k.dataset()) // it may have started before that
                          && ledger.surelyKept.complete(k.dataset(), k.partitions()));
      if (!kept && seenHere.add(parent.shuffle())) {
        demanded.add(parent.shuffle());
        for (StagePlan writer : job.stages()) {
          if (writer.output() instanceof StageOutput.Shuffle written
              && written.shuffle().equals(parent.shuffle())
              && !ledger.surelyWritten.complete(parent.shuffle(), writer.partitions().length)) {
            demand(job, writer, demanded, seenHere);
          }
        }
      }
    }
  }

  @Override
  public void after(Event event) {
    tally.holds(Invariant.ONE_ATTEMPT, ledger.inHand() >= 0, () -> "less than nothing in hand");
  }
}
