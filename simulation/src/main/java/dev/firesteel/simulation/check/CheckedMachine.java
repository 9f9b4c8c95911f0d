package dev.firesteel.simulation.check;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.scheduler.loop.Machine;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Scheduler;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.plan.JobPlan;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;

/** A machine whose every event and action is checked. */
public final class CheckedMachine implements Machine {
  private final Machine machine;
  private final History history;
  private final Tally tally;
  private final Ledger ledger = new Ledger();
  private final JobCheck jobs;
  private final List<Check> checks;
  private long moves;

  /**
   * What the checks need beside events and actions.
   *
   * @param scheduler whose books are compared
   * @param settings what the scheduler goes by
   * @param truth the true answer of a partition of a job
   * @param reality the attempts that an executor really has
   */
  public record Parts(
      Scheduler scheduler,
      SchedulerSettings settings,
      ToLongBiFunction<JobPlan, Integer> truth,
      Function<ExecutorId, List<TaskId>> reality) {}

  /**
   * Checks a machine.
   *
   * @param machine the scheduler, or one that distorts it
   */
  public CheckedMachine(Machine machine, Parts parts, History history, Tally tally) {
    this.machine = machine;
    this.history = history;
    this.tally = tally;
    Reasons reasons = new Reasons(ledger, parts.settings());
    jobs = new JobCheck(ledger, tally, parts.truth()::applyAsLong, reasons);
    checks =
        List.of(
            reasons,
            new ClusterCheck(ledger, tally),
            jobs,
            new AccumulatorCheck(ledger, tally),
            new TaskCheck(ledger, tally),
            new PlaceCheck(tally),
            new LocalityCheck(ledger, tally),
            new HintCheck(ledger, tally),
            new HandCheck(ledger, tally, parts.scheduler(), parts.reality()));
  }

  @Override
  public List<Action> on(long nowNanos, Event event) {
    history.event(nowNanos, event);
    List<Action> actions = machine.on(nowNanos, event);
    history.actions(actions);
    tally.holds(Invariant.NO_CRASH, true, () -> "");
    ledger.event(event);
    checks.forEach(check -> check.event(event));
    if (event instanceof Event.TasksEnded || event instanceof Event.Registered) {
      moves++;
    }
    for (Action action : actions) {
      checks.forEach(check -> check.action(action));
      ledger.action(action);
    }
    checks.forEach(check -> check.after(event));
    return actions;
  }

  /** Jobs that were submitted and have not ended. */
  public Set<JobId> open() {
    return jobs.open().keySet();
  }

  /** Grows when a task ends or an executor registers. */
  public long moves() {
    return moves;
  }

  /** Whether an executor's reports count. */
  public boolean attached(ExecutorId id) {
    return ledger.books(id).attached();
  }

  /** Jobs that succeeded. */
  public int succeeded() {
    return jobs.succeeded();
  }

  /** Jobs that failed or were cancelled. */
  public int failed() {
    return jobs.failed();
  }

  /** Attempts in the hands of executors. */
  public int inHand() {
    return ledger.inHand();
  }
}
