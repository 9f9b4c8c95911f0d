package dev.firesteel.protocol.message;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import java.util.List;

/**
 * What an executor tells the driver. Messages of one channel arrive in the order they were sent.
 */
public sealed interface ToDriver {
  /**
   * First of all: who it is.
   *
   * @param host its host, as the cluster calls it
   * @param blocks where it serves its blocks
   * @param slots tasks that it runs at a time
   */
  record Register(ExecutorId executor, String host, BlockAddress blocks, int slots)
      implements ToDriver {}

  /** Tasks that ended, in the order they ended. */
  record TasksEnded(List<TaskReport> reports) implements ToDriver {}

  /**
   * Answer to {@link ToExecutor.ReturnTasks}: those of them that had not started and never will
   * here.
   */
  record TasksReturned(List<TaskId> tasks) implements ToDriver {}

  /**
   * It lives.
   *
   * @param running tasks that run now
   * @param storageBytes memory used by kept blocks
   * @param executionBytes memory used by running tasks
   */
  record Heartbeat(List<TaskId> running, long storageBytes, long executionBytes)
      implements ToDriver {}

  /** Kept partitions that were dropped for lack of memory. */
  record BlocksDropped(List<DatasetBlock> blocks) implements ToDriver {}

  /** Answers {@link ToExecutor.CopyBlocks}, in any order and number of messages. */
  record BlocksCopied(List<CopyReport> reports) implements ToDriver {}

  /** It needs a broadcast; answered by {@link ToExecutor.BroadcastLocations}. */
  record BroadcastWanted(BroadcastId broadcast) implements ToDriver {}

  /** It has all of a broadcast and serves it to others. */
  record BroadcastHeld(BroadcastId broadcast) implements ToDriver {}

  /** It ends by itself, and why. Always last. */
  record Leaving(String why) implements ToDriver {}

  /** A kept partition. */
  record DatasetBlock(DatasetId dataset, int partition) {}
}
