package dev.firesteel.protocol.message;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import java.util.List;
import java.util.SortedMap;

/**
 * What the driver tells an executor. Messages of one channel arrive in the order they were sent.
 */
public sealed interface ToExecutor {
  /** The registration is accepted; the driver's effective settings. Always first. */
  record Welcome(SortedMap<String, String> config) implements ToExecutor {}

  /**
   * What the executor proves its identity to services by, by the name of the provider; replaces
   * earlier ones. Sent right after the welcome and whenever there are newer ones. Does not show
   * itself.
   */
  record InstallCredentials(SortedMap<String, byte[]> byProvider) implements ToExecutor {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "InstallCredentials[" + byProvider.keySet() + "]";
    }
  }

  /**
   * A stage's program, sent before the first task that runs it.
   *
   * @param shareable whether one copy may serve several tasks
   */
  record DefineProgram(BinaryId id, boolean shareable, byte[] program) implements ToExecutor {}

  /** Programs that no later task runs. */
  record ForgetPrograms(List<BinaryId> programs) implements ToExecutor {}

  /**
   * Where a shuffle's outputs are; replaces an older version. Sent before the first task that reads
   * it.
   *
   * @param version grows with each change
   * @param servers the block servers
   * @param serverOfMap for each map partition the index into {@code servers}, or -1 if there is no
   *     output at present
   * @param taskOfMap for each map partition the attempt that wrote it
   * @param sizes for each map partition the approximate size of each reduce partition's block, see
   *     {@link BlockSizes}
   */
  record ShuffleOutputs(
      ShuffleId shuffle,
      int version,
      List<BlockAddress> servers,
      int[] serverOfMap,
      long[] taskOfMap,
      byte[][] sizes)
      implements ToExecutor {}

  /** Tasks to run, or to queue while all slots are busy, in this order. */
  record RunTasks(StageId stage, BinaryId program, List<TaskOrder> tasks) implements ToExecutor {}

  /**
   * Queued tasks that shall be given back if they have not started; answered by {@link
   * ToDriver.TasksReturned}.
   */
  record ReturnTasks(List<TaskId> tasks) implements ToExecutor {}

  /**
   * Tasks that nobody needs any more: queued ones are dropped, running ones interrupted; each is
   * reported as cancelled.
   */
  record CancelTasks(List<TaskId> tasks, String why) implements ToExecutor {}

  /**
   * Kept partitions that other executors have. Sent before tasks that would find them there rather
   * than compute them; an entry may be used once and is then worth nothing.
   */
  record KeptElsewhere(List<Holders> blocks) implements ToExecutor {}

  /** Who keeps a partition. */
  record Holders(ToDriver.DatasetBlock block, List<BlockAddress> at) {}

  /**
   * Things to fetch from other executors and to keep; answered by {@link ToDriver.BlocksCopied}.
   */
  record CopyBlocks(List<CopyOrder> orders) implements ToExecutor {}

  /** Nobody reads this shuffle any more. */
  record ForgetShuffle(ShuffleId shuffle) implements ToExecutor {}

  /** Nobody reads the kept partitions of this dataset any more. */
  record ForgetDataset(DatasetId dataset) implements ToExecutor {}

  /** Nobody reads this broadcast any more. */
  record ForgetBroadcast(BroadcastId broadcast) implements ToExecutor {}

  /**
   * Where a broadcast can be fetched; answers {@link ToDriver.BroadcastWanted}.
   *
   * @param size bytes in total, or -1 if it does not exist
   * @param chunkSize bytes of each chunk but the last
   */
  record BroadcastLocations(
      BroadcastId broadcast, long size, int chunkSize, List<BlockAddress> servers)
      implements ToExecutor {}

  /** Answer to {@link ToDriver.Heartbeat}: the driver lives, however quiet it is. */
  record HeartbeatSeen() implements ToExecutor {}

  /** End: cancel all tasks, remove all files, exit. */
  record Stop(String why) implements ToExecutor {}
}
