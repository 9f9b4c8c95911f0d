package dev.firesteel.simulation.check;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Notice;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what may make a job fail. */
final class Reasons implements Check {
  private final Ledger ledger;
  private final SchedulerSettings.Limits limits;
  private final SchedulerSettings.JobRules rules;
  private final Map<List<Object>, Integer> failures = new HashMap<>();
  private final Map<StageId, Integer> fetchFailures = new HashMap<>();
  private final Set<JobId> cancelled = new HashSet<>();
  private int streak;
  private boolean over;
  private boolean timer;

  Reasons(Ledger ledger, SchedulerSettings settings) {
    this.ledger = ledger;
    this.limits = settings.limits();
    this.rules = settings.jobs();
  }

  @Override
  public void event(Event event) {
    timer = event instanceof Event.TimerFired;
    if (event instanceof Event.JobCancelled cancel) {
      cancelled.add(cancel.job());
    } else if (event instanceof Event.GroupCancelled cancel) {
      ledger.jobs.values().stream()
          .filter(job -> job.options().group().filter(cancel.group()::equals).isPresent())
          .forEach(job -> cancelled.add(job.job()));
    } else if (event instanceof Event.TagCancelled cancel) {
      ledger.jobs.values().stream()
          .filter(job -> job.options().tags().contains(cancel.tag()))
          .forEach(job -> cancelled.add(job.job()));
    } else if (event instanceof Event.Stopping || event instanceof Event.Failed) {
      over = true;
    }
    for (Ledger.Report report : ledger.reports) {
      if (report.good()) {
        streak = 0;
      } else {
        failed(report.attempt());
        if (report.report().outcome() instanceof Outcome.FetchFailed) {
          fetchFailures.merge(report.attempt().stage, 1, Integer::sum);
        }
      }
    }
    for (Ledger.Loss loss : ledger.losses) {
      if (loss.cause().fault() == LossCause.Fault.APPLICATION) {
        failed(loss.attempt());
      }
    }
  }

  private void failed(Books.Entry attempt) {
    failures.merge(List.of(attempt.stage, attempt.partition), 1, Integer::sum);
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.Tell tell
        && tell.notice() instanceof Notice.ExecutorGone gone
        && Ledger.applicationsFault(gone.reason())) {
      streak++;
    }
  }

  /** Whether there is any reason for a job to fail. */
  boolean mayFail(JobPlan job, ErrorCategory category) {
    if (over || (category == ErrorCategory.CANCELLED && cancelled.contains(job.job()))) {
      return true;
    }
    boolean limited =
        job.options().timeout().isPresent()
            || !rules.jobTimeout().isZero()
            || !rules.stageTimeout().isZero();
    if (timer && limited) {
      return true;
    }
    if (streak >= limits.executorLosses()) {
      return true;
    }
    for (StagePlan stage : job.stages()) {
      if (fetchFailures.getOrDefault(stage.stage(), 0) >= limits.stageAttempts()) {
        return true;
      }
      for (int partition : stage.partitions()) {
        if (failures.getOrDefault(List.of(stage.stage(), partition), 0) >= limits.taskFailures()) {
          return true;
        }
      }
    }
    return false;
  }
}
