package dev.firesteel.protocol.block;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;

/** Names a block that can be fetched from another executor. */
public sealed interface BlockKey {
  /** Bytes, about, of the pieces in which large things are served. */
  int PIECE_BYTES = 2 << 20;

  /** What a map task's attempt wrote for one reduce partition. */
  record Shuffle(ShuffleId shuffle, TaskId mapTask, int reduce) implements BlockKey {}

  /** The index of all that a map task's attempt wrote. */
  record MapIndex(ShuffleId shuffle, TaskId mapTask) implements BlockKey {}

  /** A piece of all that a map task's attempt wrote, {@link #PIECE_BYTES} long but for the last. */
  record MapPiece(ShuffleId shuffle, TaskId mapTask, int piece) implements BlockKey {}

  /** A part of a broadcast. */
  record BroadcastChunk(BroadcastId broadcast, int chunk) implements BlockKey {}

  /** What there is of a kept partition of a dataset: a {@link PartitionHead}. */
  record Dataset(DatasetId dataset, int partition) implements BlockKey {}

  /**
   * A piece of a kept partition, serialized; empty behind the last one. Pieces are asked for in
   * their order.
   *
   * @param form the form of the partition that the pieces belong to, see {@link PartitionHead}
   */
  record DatasetPiece(DatasetId dataset, int partition, long form, int piece) implements BlockKey {}
}
