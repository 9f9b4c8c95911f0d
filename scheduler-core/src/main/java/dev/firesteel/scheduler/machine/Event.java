package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.scheduler.plan.JobPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** All that can happen to the scheduler. The time of an event is given beside it. */
public sealed interface Event {
  /** What a program asks. */
  sealed interface FromDriver extends Event {}

  /** What the cluster backend tells; see {@link dev.firesteel.api.backend.BackendEvents}. */
  sealed interface FromBackend extends Event {}

  /** What an executor tells. */
  sealed interface FromExecutor extends Event {
    /** Which. */
    ExecutorId executor();
  }

  /** A job is to run. */
  record JobSubmitted(JobPlan plan) implements FromDriver {}

  /** A job is no longer wanted. */
  record JobCancelled(JobId job, String why) implements FromDriver {}

  /** The jobs of a group are no longer wanted. */
  record GroupCancelled(String group, String why) implements FromDriver {}

  /** The jobs that have a tag are no longer wanted. */
  record TagCancelled(String tag, String why) implements FromDriver {}

  /**
   * Somebody asks how the session is; answered by {@link Action.TellStatus} in the same event.
   *
   * @param request the asker's own number for the question
   */
  record StatusWanted(long request) implements FromDriver {}

  /** A dataset is no longer persisted. */
  record DatasetForgotten(DatasetId dataset) implements FromDriver {}

  /** A shuffle can never be read again by a new job. */
  record ShuffleForgotten(ShuffleId shuffle) implements FromDriver {}

  /**
   * An executor shall go: it is emptied first, as far as that can be done in the time given, and
   * replaced if its number is still wanted. Nothing happens if it is not there.
   */
  record DecommissionWanted(ExecutorId executor, Duration within, String why)
      implements FromDriver {}

  /** The session ends: running jobs fail as cancelled, executors are released. */
  record Stopping(FinalStatus status, String why) implements FromDriver {}

  /** A timer that was set by {@link Action.SetTimer} is due. */
  record TimerFired(Timer timer) implements FromDriver {}

  /** The cluster took us. */
  record Connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors)
      implements FromBackend {}

  /** Offers. */
  record Offered(List<Offer> offers) implements FromBackend {}

  /** An offer is gone. */
  record Rescinded(OfferId offer) implements FromBackend {}

  /** An executor was started. */
  record Launched(ExecutorId executor, Placement at) implements FromBackend {}

  /** An executor will be taken away. */
  record Preempting(ExecutorId executor, Duration notice) implements FromBackend {}

  /** An executor is gone. */
  record Lost(ExecutorId executor, LossReason reason) implements FromBackend {}

  /** Why the cluster gives nothing. */
  record Pending(ProfileId profile, List<PendingReason> why) implements FromBackend {}

  /** The cluster is away for now. */
  record Disconnected(String why) implements FromBackend {}

  /** The backend cannot go on. */
  record Failed(BackendFailure failure) implements FromBackend {}

  /** An executor dialled, proved the secret and registered. */
  record Registered(ExecutorId executor, String host, BlockAddress blocks, int slots)
      implements FromExecutor {}

  /** An executor's channel is gone. */
  record ChannelClosed(ExecutorId executor, String why) implements FromExecutor {}

  /** An executor lives. */
  record HeartbeatReceived(ExecutorId executor, List<TaskId> running) implements FromExecutor {}

  /** Tasks ended. */
  record TasksEnded(ExecutorId executor, List<TaskReport> reports) implements FromExecutor {}

  /** Queued tasks came back. */
  record TasksReturned(ExecutorId executor, List<TaskId> tasks) implements FromExecutor {}

  /** Kept partitions were dropped. */
  record BlocksDropped(ExecutorId executor, List<ToDriver.DatasetBlock> blocks)
      implements FromExecutor {}

  /** What became of copies that it was told to make. */
  record BlocksCopied(ExecutorId executor, List<CopyReport> reports) implements FromExecutor {}

  /** An executor ends by itself. */
  record Leaving(ExecutorId executor, String why) implements FromExecutor {}
}
