package dev.firesteel.executor.run;

import dev.firesteel.executor.broadcast.Broadcasts;
import dev.firesteel.executor.shuffle.ShuffleStore;
import dev.firesteel.executor.store.PartitionServer;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * All that an executor serves to others. Pieces of kept partitions may have to be serialized first,
 * which threads of its own do, as many at a time as there are threads.
 */
final class ServedBlocks implements BlockSource, AutoCloseable {
  private static final int THREADS = 2;
  private static final long IDLE_SECONDS = 10;

  private final ShuffleStore shuffles;
  private final Broadcasts broadcasts;
  private final PartitionServer partitions;
  private final ThreadPoolExecutor threads;

  ServedBlocks(
      ShuffleStore shuffles,
      Broadcasts broadcasts,
      PartitionServer partitions,
      ThreadFactory factory) {
    this.shuffles = shuffles;
    this.broadcasts = broadcasts;
    this.partitions = partitions;
    threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public Optional<BlockData> find(BlockKey key) {
    if (key instanceof BlockKey.Shuffle shuffle) {
      return shuffles.find(shuffle).map(slice -> slice);
    } else if (key instanceof BlockKey.BroadcastChunk chunk) {
      return broadcasts.chunk(chunk);
    } else if (key instanceof BlockKey.Dataset partition) {
      return partitions.head(partition);
    } else if (key instanceof BlockKey.DatasetPiece piece) {
      return partitions.piece(piece);
    } else if (key instanceof BlockKey.MapIndex index) {
      return shuffles.find(index);
    } else if (key instanceof BlockKey.MapPiece piece) {
      return shuffles.find(piece);
    }
    return Optional.empty();
  }

  @Override
  public CompletableFuture<Optional<BlockData>> prepare(BlockKey key) {
    if (!(key instanceof BlockKey.DatasetPiece)) {
      return BlockSource.super.prepare(key);
    }
    try {
      return CompletableFuture.supplyAsync(() -> find(key), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
