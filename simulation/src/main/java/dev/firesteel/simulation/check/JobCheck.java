package dev.firesteel.simulation.check;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.JobId;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.simulation.lineage.Digests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Answers and ends of jobs. */
final class JobCheck implements Check {
  private final Ledger ledger;
  private final Tally tally;
  private final Expected expected;
  private final Reasons reasons;
  private final Map<JobId, JobPlan> open = new LinkedHashMap<>();
  private final Map<JobId, Set<Integer>> answers = new HashMap<>();
  private final Map<JobId, Long> bytes = new HashMap<>();
  private int succeeded;
  private int failed;

  /** The answers that are true. */
  interface Expected {
    long answer(JobPlan job, int partition);
  }

  JobCheck(Ledger ledger, Tally tally, Expected expected, Reasons reasons) {
    this.ledger = ledger;
    this.tally = tally;
    this.expected = expected;
    this.reasons = reasons;
  }

  Map<JobId, JobPlan> open() {
    return open;
  }

  int succeeded() {
    return succeeded;
  }

  int failed() {
    return failed;
  }

  @Override
  public void event(Event event) {
    if (event instanceof Event.JobSubmitted submitted) {
      open.put(submitted.plan().job(), submitted.plan());
      answers.put(submitted.plan().job(), new HashSet<>());
    }
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.Answer answer) {
      JobPlan job = open.get(answer.job());
      tally.holds(
          Invariant.ENDS_ONCE, job != null, () -> "an answer of " + answer.job() + " without it");
      if (job != null) {
        answered(job, answer);
      }
    } else if (action instanceof Action.JobSucceeded done) {
      JobPlan job = open.remove(done.job());
      tally.holds(Invariant.ENDS_ONCE, job != null, () -> done.job() + " ends without being there");
      if (job != null) {
        int all = job.resultStage().partitions().length;
        int there = answersOf(done.job()).size();
        tally.holds(
            Invariant.WHOLE_JOBS, there == all, () -> done + " with " + there + " of " + all);
      }
      succeeded++;
    } else if (action instanceof Action.JobFailed failure) {
      JobPlan job = open.remove(failure.job());
      tally.holds(
          Invariant.ENDS_ONCE, job != null, () -> failure.job() + " ends without being there");
      if (job != null) {
        long size = bytes.getOrDefault(job.job(), 0L) + 8;
        boolean tooLarge =
            failure.category() == ErrorCategory.RESOURCES
                && job.maxResultBytes() > 0
                && size > job.maxResultBytes();
        tally.holds(
            Invariant.JUST_FAILURE,
            !failure.message().isBlank() && (tooLarge || reasons.mayFail(job, failure.category())),
            () -> failure.toString());
      }
      failed++;
    }
  }

  private Set<Integer> answersOf(JobId job) {
    return answers.computeIfAbsent(job, j -> new HashSet<>());
  }

  private void answered(JobPlan job, Action.Answer answer) {
    tally.holds(
        Invariant.ONE_RESULT,
        answersOf(job.job()).add(answer.partition()),
        () -> "partition " + answer.partition() + " of " + job.job() + " is answered again");
    long truth = expected.answer(job, answer.partition());
    long told = answer.answer().length == 8 ? Digests.ofBytes(answer.answer()) : -1;
    tally.holds(
        Invariant.TRUE_RESULT,
        truth == told,
        () -> "partition " + answer.partition() + " of " + job.job() + ": " + told);
    bytes.merge(job.job(), (long) answer.answer().length, Long::sum);
  }

  @Override
  public void after(Event event) {
    for (Ledger.Report report : ledger.reports) {
      JobPlan job = jobOfResult(report);
      if (job != null && report.good()) {
        tally.holds(
            Invariant.ONE_RESULT,
            answersOf(job.job()).contains(report.attempt().partition),
            () -> "the answer of " + report.attempt() + " is swallowed");
      }
    }
  }

  private @org.jspecify.annotations.Nullable JobPlan jobOfResult(Ledger.Report report) {
    for (JobPlan job : open.values()) {
      if (job.resultStage().stage().equals(report.attempt().stage)) {
        return job;
      }
    }
    return null;
  }
}
