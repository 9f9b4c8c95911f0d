package dev.firesteel.scheduler.machine;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.health.LossStreak;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.plan.StageOutput;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes what executors report of their tasks. An attempt that its executor does not have (late,
 * reported twice, or taken from it) changes nothing, so each task counts once.
 */
final class ReportFlow {
  private final World world;
  private final StageFlow stages;
  private final JobFlow jobs;
  private final FailureFlow failures;
  private final Dispatcher dispatcher;
  private final LossStreak streak;
  private final KeptFlow kept;
  private final CopyFlow copies;
  private final Speculation speculation;
  private final HealthFlow health;
  private final Set<StageId> moved = new LinkedHashSet<>();

  ReportFlow(
      World world,
      StageFlow stages,
      JobFlow jobs,
      FailureFlow failures,
      Dispatcher dispatcher,
      LossStreak streak,
      KeptFlow kept,
      CopyFlow copies,
      Speculation speculation,
      HealthFlow health) {
    this.world = world;
    this.stages = stages;
    this.jobs = jobs;
    this.failures = failures;
    this.dispatcher = dispatcher;
    this.streak = streak;
    this.kept = kept;
    this.copies = copies;
    this.speculation = speculation;
    this.health = health;
  }

  void ended(Executor executor, List<TaskReport> reports) {
    Set<TaskId> fetching = fetching(executor, reports);
    for (TaskReport report : reports) {
      report.kept().forEach(block -> kept.kept(executor, block));
      RunningAttempt attempt = world.executors.take(executor, report.task());
      if (attempt != null) {
        ended(attempt, report);
        if (attempt.cancelled() && fetching.contains(report.task())) {
          failures.believe(attempt, (Outcome.FetchFailed) report.outcome());
        }
      }
    }
    dispatcher.freed(executor);
    for (StageId id : moved) {
      Stage stage = world.stages.get(id);
      TaskSet set = stage == null ? null : stage.tasks();
      if (set != null) {
        world.out.tell(new Notice.StageProgress(id, set.done(), set.size()));
      }
    }
    moved.clear();
  }

  /**
   * The attempts whose fetches failed and that were live when that was reported: what they could
   * not fetch is lost also if a report before theirs ends their job.
   */
  private Set<TaskId> fetching(Executor executor, List<TaskReport> reports) {
    Set<TaskId> failed = Set.of();
    for (int i = 1; i < reports.size(); i++) {
      TaskReport report = reports.get(i);
      if (report.outcome() instanceof Outcome.FetchFailed
          && world.executors.hasLive(executor, report.task())) {
        failed = failed.isEmpty() ? new HashSet<>() : failed;
        failed.add(report.task());
      }
    }
    return failed;
  }

  private void ended(RunningAttempt attempt, TaskReport report) {
    Stage stage = world.stages.get(attempt.stage());
    TaskSet set = stage == null ? null : stage.tasks();
    if (attempt.cancelled() || stage == null || set == null) {
      return;
    }
    Outcome outcome = report.outcome();
    if (outcome instanceof Outcome.Answered answered) {
      if (stage.result()) {
        answered(stage, set, attempt, report, answered.answer());
      } else {
        misreported(stage, set, attempt, "an answer, but its stage writes shuffle output");
      }
    } else if (outcome instanceof Outcome.MapWritten written) {
      if (stage.plan().output() instanceof StageOutput.Shuffle shuffle) {
        written(stage, set, shuffle, attempt, report, written.sizes());
      } else {
        misreported(stage, set, attempt, "shuffle output, but its stage answers");
      }
    } else if (outcome instanceof Outcome.Failed failed) {
      String error =
          failed.stackTrace().startsWith(failed.error())
              ? failed.stackTrace()
              : failed.error() + "\n" + failed.stackTrace();
      failures.failed(stage, set, attempt, failed.category(), error);
    } else if (outcome instanceof Outcome.FetchFailed fetch) {
      failures.fetchFailed(stage, set, attempt, fetch);
    } else if (outcome instanceof Outcome.Cancelled cancelled) {
      failures.failed(
          stage,
          set,
          attempt,
          ErrorCategory.TRANSIENT,
          "the executor cancelled it unasked: " + cancelled.why());
    }
  }

  private void misreported(Stage stage, TaskSet set, RunningAttempt attempt, String what) {
    failures.failed(stage, set, attempt, ErrorCategory.INTERNAL, "its executor reported " + what);
  }

  private void counted(TaskSet set, RunningAttempt attempt, TaskReport report) {
    RunningAttempt loser = set.finish(attempt, report.runNanos());
    set.locality().add(attempt.near(), report.metrics().inputBytes());
    speculation.counted(set, attempt, loser);
    health.finished(set, attempt);
    streak.taskFinished();
    world.progressAt = world.now;
    moved.add(attempt.stage());
  }

  private void answered(
      Stage stage, TaskSet set, RunningAttempt attempt, TaskReport report, byte[] answer) {
    counted(set, attempt, report);
    merge(stage, report);
    Job job = stage.jobs().iterator().next();
    jobs.answered(job, set.partition(attempt.index()), answer);
    if (set.done() == set.size() && world.jobs.containsKey(job.id())) {
      stages.complete(stage);
      jobs.succeed(job);
    }
  }

  private void written(
      Stage stage,
      TaskSet set,
      StageOutput.Shuffle shuffle,
      RunningAttempt attempt,
      TaskReport report,
      byte[] sizes) {
    int map = set.partition(attempt.index());
    ShuffleOutputs outputs = world.shuffles.of(shuffle.shuffle(), stage.plan().partitions().length);
    outputs.written(map, attempt.executor(), report.task(), sizes, world.now);
    if (!attempt.executor().ready()) {
      copies.look(outputs, map);
    }
    counted(set, attempt, report);
    if (outputs.countOnce(map)) {
      merge(stage, report);
    }
    if (set.done() == set.size()) {
      stages.complete(stage);
    }
  }

  private void merge(Stage stage, TaskReport report) {
    if (!report.accumulators().isEmpty()) {
      List<JobId> jobs = stage.jobs().stream().map(Job::id).toList();
      world.out.add(new Action.MergeAccumulators(jobs, report.accumulators()));
    }
  }

  void returned(Executor executor, List<TaskId> tasks) {
    executor.recallAnswered();
    for (TaskId task : tasks) {
      RunningAttempt attempt = world.executors.take(executor, task);
      Stage stage = attempt == null ? null : world.stages.get(attempt.stage());
      TaskSet set = stage == null ? null : stage.tasks();
      if (attempt != null && !attempt.cancelled() && stage != null && set != null) {
        set.giveBack(attempt);
        stages.pended(stage, set);
      }
    }
    dispatcher.freed(executor);
  }
}
