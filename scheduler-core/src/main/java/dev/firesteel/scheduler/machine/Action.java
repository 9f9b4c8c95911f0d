package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.executors.Nearness;
import java.time.Duration;
import java.util.List;

/** All that the scheduler can want done. Applied in the order they were returned. */
public sealed interface Action {
  /** What the cluster backend shall do. */
  sealed interface ToBackend extends Action {}

  /** What the driver's own side shall do. */
  sealed interface ToDriverSide extends Action {}

  /** State the demand. */
  record Declare(DemandSnapshot demand) implements ToBackend {}

  /** Launch executors on an offer. */
  record Launch(OfferId offer, List<NewExecutor> executors) implements ToBackend {}

  /** An executor to launch, and where. */
  record NewExecutor(ExecutorId executor, ResourceProfile profile, Placement at) {}

  /** Refuse an offer. */
  record Decline(OfferId offer, Duration refuseFor) implements ToBackend {}

  /** End an executor. */
  record Release(ExecutorId executor, ReleaseMode mode, String why) implements ToBackend {}

  /** End the application. */
  record StopBackend(FinalStatus status, String why) implements ToBackend {}

  /** Send a message. */
  record Send(ExecutorId executor, ToExecutor message) implements Action {}

  /**
   * Send a stage's program, which only the driver's side has. Comes before the first tasks that run
   * it there.
   */
  record SendProgram(ExecutorId executor, BinaryId program) implements Action {}

  /** Send tasks; the driver's side adds their input. */
  record RunTasks(ExecutorId executor, StageId stage, BinaryId program, List<Attempt> attempts)
      implements Action {}

  /** An attempt of a task, and how near to its input it is placed. */
  record Attempt(TaskId task, int partition, int attempt, Nearness near) {}

  /** Close an executor's channel: it is not, or no longer, one of ours. */
  record CloseChannel(ExecutorId executor) implements Action {}

  /** A partition of the result stage is answered; exactly once for each partition. */
  record Answer(JobId job, int partition, byte[] answer) implements ToDriverSide {}

  /** Merge the accumulators of an attempt that counts, for these jobs. */
  record MergeAccumulators(List<JobId> jobs, List<TaskReport.AccumulatorState> states)
      implements ToDriverSide {}

  /** All partitions are answered. */
  record JobSucceeded(JobId job) implements ToDriverSide {}

  /** The job has ended without success. */
  record JobFailed(JobId job, ErrorCategory category, String message) implements ToDriverSide {}

  /** The answer to {@link Event.StatusWanted}. */
  record TellStatus(long request, SessionStatus status) implements ToDriverSide {}

  /** No stage needs this program any more. */
  record ForgetProgram(BinaryId program) implements ToDriverSide {}

  /**
   * Fire {@link Event.TimerFired} at a time (nanoseconds, the events' clock); replaces an equal
   * timer.
   */
  record SetTimer(Timer timer, long atNanos) implements Action {}

  /** Something worth a log line or a progress bar's step; changes nothing. */
  record Tell(Notice notice) implements Action {}
}
