package dev.firesteel.protocol.message;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;

/** Names a whole thing that executors keep and that can be copied from one to another. */
public sealed interface BlockName {
  /** A kept partition of a dataset. */
  record Partition(ToDriver.DatasetBlock block) implements BlockName {}

  /**
   * All that one map task wrote for a shuffle. A copy keeps the name of the attempt that wrote it.
   *
   * @param map the map partition
   * @param task the attempt that wrote it
   */
  record MapOutput(ShuffleId shuffle, int map, TaskId task) implements BlockName {}
}
