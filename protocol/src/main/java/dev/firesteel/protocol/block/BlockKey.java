package dev.firesteel.protocol.block;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;

/** Names a block that can be fetched from another executor. */
public sealed interface BlockKey {
  /** What a map task's attempt wrote for one reduce partition. */
  record Shuffle(ShuffleId shuffle, TaskId mapTask, int reduce) implements BlockKey {}

  /** A part of a broadcast. */
  record BroadcastChunk(BroadcastId broadcast, int chunk) implements BlockKey {}

  /** A kept partition of a dataset, serialized. */
  record Dataset(DatasetId dataset, int partition) implements BlockKey {}
}
