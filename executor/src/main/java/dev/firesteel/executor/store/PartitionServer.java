package dev.firesteel.executor.store;

import dev.firesteel.executor.spill.Compression;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.serialization.RecordSerializer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves kept partitions to other executors, serialized and in pieces. Safe for any thread; pieces
 * of objects are serialized by the thread that asks for them.
 */
public final class PartitionServer {
  private final BlockTable table;
  private final Supplier<RecordSerializer> serializers;
  private final Compression compression;

  /** Serves what the store keeps. */
  public PartitionServer(
      BlockStore store, Supplier<RecordSerializer> serializers, Compression compression) {
    this.table = store.table();
    this.serializers = serializers;
    this.compression = compression;
  }

  /** What there is of a partition, or empty if it is not kept. */
  public Optional<BlockData> head(BlockKey.Dataset key) {
    Block block = table.reading(new DatasetBlock(key.dataset(), key.partition()));
    if (block == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BlockData.Bytes(table.head(block).encode()));
    } finally {
      table.unread(block);
    }
  }

  /** A piece of a partition, or empty if it is kept no longer in this form. */
  public Optional<BlockData> piece(BlockKey.DatasetPiece key) {
    Block block = table.reading(new DatasetBlock(key.dataset(), key.partition()));
    if (block == null) {
      return Optional.empty();
    }
    try {
      Pieces pieces = table.pieces(block, key.form());
      return pieces == null
          ? Optional.empty()
          : pieces.piece(key.piece(), serializers.get(), compression);
    } finally {
      table.unread(block);
    }
  }
}
