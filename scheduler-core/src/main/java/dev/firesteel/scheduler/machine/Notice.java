package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.scheduler.health.Exclusion;
import java.util.List;

/** What happened, for logs and progress; one log line each. */
public sealed interface Notice {
  /** A stage has tasks to run. */
  record StageStarted(StageId stage, int attempt, JobId job, String name, int tasks)
      implements Notice {}

  /** Tasks of a stage finished since the last notice. */
  record StageProgress(StageId stage, int finished, int tasks) implements Notice {}

  /** A stage is complete, failed or no longer wanted. */
  record StageEnded(StageId stage, String how) implements Notice {}

  /** A job has ended; how near to their input its tasks ran. Comes right before the end is told. */
  record JobRan(JobId job, LocalityStatus locality) implements Notice {}

  /** The session ends; how near to their input all tasks ran. */
  record SessionRan(LocalityStatus locality) implements Notice {}

  /** An attempt failed; the task is tried again unless the limit is reached. */
  record TaskFailed(
      StageId stage,
      int partition,
      int attempt,
      TaskId task,
      ExecutorId executor,
      HostName host,
      String error)
      implements Notice {}

  /** A task that is slow, or whose executor is quiet, got a second attempt. */
  record TaskSpeculated(
      StageId stage,
      int partition,
      TaskId slow,
      ExecutorId slowOn,
      TaskId copy,
      ExecutorId copyOn,
      String why)
      implements Notice {}

  /** An executor takes tasks. */
  record ExecutorJoined(ExecutorId executor, String host, int slots) implements Notice {}

  /** Cancelled tasks have not ended in time: their executor is replaced. */
  record TasksStuck(ExecutorId executor, List<TaskId> tasks) implements Notice {}

  /** An executor shall go: it is emptied first. */
  record ExecutorDrains(ExecutorId executor, String why) implements Notice {}

  /** An executor that was to go stays. */
  record ExecutorStays(ExecutorId executor, String why) implements Notice {}

  /** An executor is gone. */
  record ExecutorGone(ExecutorId executor, LossReason reason) implements Notice {}

  /** A stage avoids an executor because its tasks fail there. */
  record ExecutorAvoided(StageId stage, ExecutorId executor, int tasks) implements Notice {}

  /** An executor or a host gets nothing for a time. */
  record Excluded(Exclusion exclusion, long now) implements Notice {}

  /** An executor or a host is excluded no longer. */
  record ExclusionEnded(Exclusion exclusion, String why) implements Notice {}

  /** Partitions that two executors should keep have one only, because there is no other. */
  record NoPlaceForCopies(DatasetId dataset, ExecutorId executor) implements Notice {}

  /** Nothing moved for a while, and why. */
  record Waiting(List<String> reasons) implements Notice {}
}
