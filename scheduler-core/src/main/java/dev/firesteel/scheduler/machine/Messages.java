package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.JobKeys;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.status.TimeSpan;
import dev.firesteel.dataset.status.WaitReason;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.placement.FirstFailure;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.plan.StagePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of the scheduler's errors: what failed, why, and what to do. */
final class Messages {
  private Messages() {}

  static String cannotFinish(Job job, String why) {
    return "Cannot finish " + job + ": " + why;
  }

  static String tooLong(Job job, Duration limit) {
    return cannotFinish(
        job,
        "it took longer than "
            + TimeSpan.text(limit)
            + ": "
            + progress(job)
            + " ("
            + JobKeys.JOB_TIMEOUT.name()
            + " or session.jobTimeout says how long it may take)");
  }

  static String tooLong(Job job, Stage stage, Duration limit) {
    return cannotFinish(
        job,
        stage
            + " took longer than "
            + TimeSpan.text(limit)
            + ": "
            + progress(job)
            + " ("
            + JobKeys.STAGE_TIMEOUT.name()
            + " says how long a stage may take)");
  }

  private static String progress(Job job) {
    List<String> stages = new ArrayList<>();
    for (Stage stage : job.stages()) {
      TaskSet set = stage.tasks();
      stages.add(
          stage
              + (set == null
                  ? " had not begun"
                  : " had "
                      + set.done()
                      + " of "
                      + set.size()
                      + " tasks done, "
                      + set.placed()
                      + " running"));
    }
    return String.join("; ", stages);
  }

  static String tooLarge(Job job) {
    return cannotFinish(
        job,
        "its serialized answers are "
            + job.answerBytes()
            + " bytes after "
            + job.answers()
            + " of "
            + job.plan().resultStage().partitions().length
            + " partitions, more than the "
            + job.plan().maxResultBytes()
            + " that the driver takes (answer less, write the result to files, or raise "
            + CoreKeys.MAX_RESULT_SIZE.name()
            + ")");
  }

  static String failedTooOften(Stage stage, int partition, int times, FirstFailure first) {
    String often = times == 1 ? "failed once" : "failed " + times + " times";
    return "partition "
        + partition
        + " of "
        + stage
        + " "
        + often
        + " ("
        + CoreKeys.TASK_MAX_FAILURES.name()
        + " says how often it may); first cause: "
        + first.task()
        + ", attempt "
        + first.attempt()
        + ", on "
        + first.where()
        + ": "
        + first.error();
  }

  static String heldBackTooOften(Stage stage, Outcome.FetchFailed failure) {
    return stage
        + " was held back "
        + stage.blames()
        + " times, the limit of "
        + CoreKeys.STAGE_MAX_ATTEMPTS.name()
        + ", because shuffle output that it reads could not be fetched; last cause: map partition "
        + failure.mapPartition()
        + " of "
        + failure.shuffle()
        + " from "
        + failure.from()
        + ": "
        + failure.error()
        + " (look at that executor's log, its disk and its network)";
  }

  static String lostTooMany(int losses, Executor last, LossReason reason) {
    return "Cannot run tasks: "
        + losses
        + " executors in a row were lost before any task finished, the limit of "
        + CoreKeys.EXECUTOR_MAX_FAILURES.name()
        + "; the last was "
        + last
        + ": "
        + loss(reason)
        + " (mend the cause, or raise the limit)";
  }

  static String lostWhileRunning(Executor executor, LossReason reason) {
    return "executor " + executor + " was lost while it ran: " + loss(reason);
  }

  private static String loss(LossReason reason) {
    StringBuilder text =
        new StringBuilder(reason.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    reason.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
    if (!reason.diagnostics().isBlank()) {
      text.append(": ").append(reason.diagnostics());
    }
    if (!reason.logAddress().isBlank()) {
      text.append("; log: ").append(reason.logAddress());
    }
    return text.toString();
  }

  static String neverRegistered(Duration limit) {
    return "it did not register within "
        + limit.toSeconds()
        + " s of its launch (look at its log; raise "
        + CoreKeys.REGISTRATION_TIMEOUT.name()
        + " if the cluster is slow)";
  }

  static String silent(Duration limit) {
    return "it was silent for "
        + limit.toSeconds()
        + " s ("
        + CoreKeys.HEARTBEAT_TIMEOUT.name()
        + ")";
  }

  static String stuck(List<TaskId> tasks, Duration grace) {
    return "it was replaced because "
        + tasks
        + ", cancelled "
        + grace.toSeconds()
        + " s ago, did not end ("
        + CoreKeys.TASK_CANCEL_GRACE.name()
        + "; let tasks that run for long end when their thread is interrupted)";
  }

  static String slow(long ranNanos, long medianNanos) {
    return "it has run for "
        + ranNanos / 1_000_000
        + " ms, the median of its stage is "
        + medianNanos / 1_000_000
        + " ms";
  }

  static String quiet(long nanos) {
    return "its executor has been quiet for " + nanos / 1_000_000 + " ms";
  }

  static String replaced(String why) {
    return "it was excluded ("
        + why
        + ") and has nothing that others need; another may take its place";
  }

  static String unknownProfile(StagePlan stage) {
    return "Cannot run "
        + stage.stage()
        + " '"
        + stage.name()
        + "': no executors of profile '"
        + stage.profile()
        + "' are configured";
  }

  static String waits(ExecutorTarget target, WaitReason reason) {
    return reason.count()
        + (reason.count() == 1 ? " executor" : " executors")
        + " of profile '"
        + target.profile().id()
        + "' missing: "
        + reason.why();
  }

  static String waits(Stage stage, WaitReason reason) {
    return stage
        + ": "
        + reason.count()
        + (reason.count() == 1 ? " task waits: " : " tasks wait: ")
        + reason.why();
  }
}
