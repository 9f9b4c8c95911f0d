package dev.firesteel.executor.store;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.spill.ChunkReader;
import dev.firesteel.executor.spill.DiskFailure;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One task's use of the block store. Used by the task's thread. */
public final class StoreSession implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final BlockStore store;
  private final Workspace workspace;
  private final MemoryBudget.Share share;
  private final List<DatasetBlock> kept = new ArrayList<>();
  private final List<Runnable> open = new ArrayList<>();
  private final List<Reading> told = new ArrayList<>();

  StoreSession(BlockStore store, Workspace workspace, MemoryBudget.Share share) {
    this.store = store;
    this.workspace = workspace;
    this.share = share;
  }

  /**
   * The kept elements of a partition; else those that another executor keeps, or computed ones,
   * which are then kept as the level says.
   */
  public <T extends @Nullable Object> Cursor<T> cached(
      DatasetId dataset, int partition, StorageLevel level, Callable<Cursor<T>> compute)
      throws Exception {
    DatasetBlock key = new DatasetBlock(dataset, partition);
    Block mine = new Block(key, level);
    BlockTable table = store.table();
    Block block = table.findNow(mine);
    if (block == null) {
      block = share.waiting(() -> table.find(mine));
    }
    Kept there = block.kept;
    return there == null ? compute(block, compute) : read(block, there);
  }

  private <T extends @Nullable Object> Cursor<T> compute(Block block, Callable<Cursor<T>> compute)
      throws Exception {
    if (!block.level.disk() && !store.table().mayFit(block)) {
      store.table().abandon(block);
      return fetchOrCompute(block.key, compute);
    }
    StorageClaim claim = store.claim(block);
    Unroller.Result<T> result = null;
    try {
      Unroller unroller = store.unroller(block.key, workspace);
      result = unroller.unroll(fetchOrCompute(block.key, compute), block.level, claim);
    } finally {
      if (!(result instanceof Unroller.Result.Whole)) {
        store.table().abandon(block);
      }
    }
    if (result instanceof Unroller.Result.Streamed<T> streamed) {
      open.add(streamed.release());
      return streamed.elements();
    }
    Kept whole = ((Unroller.Result.Whole<T>) result).kept();
    if (store.table().publish(block, whole)) {
      kept.add(block.key);
    }
    return read(block, whole);
  }

  /** The elements from another executor that keeps them, or computed. */
  private <T extends @Nullable Object> Cursor<T> fetchOrCompute(
      DatasetBlock key, Callable<Cursor<T>> compute) throws Exception {
    Cursor<T> fetched = store.elsewhere().open(key, workspace, open::add);
    return fetched == null ? compute.call() : fetched;
  }

  private <T extends @Nullable Object> Cursor<T> read(Block block, Kept from) {
    Reading reading = new Reading(block);
    open.add(reading);
    if (from instanceof Kept.Objects objects) {
      return new ArrayCursor<>(objects.elements(), objects.elements().length, reading);
    }
    if (from instanceof Kept.Bytes bytes) {
      return new RecordCursor<>(
          BytesUnroll.open(bytes.chunks()), workspace.serializer(), bytes.count(), reading);
    }
    if (from instanceof Kept.OffHeap offHeap) {
      return new RecordCursor<>(
          new Input(new SlabStream(offHeap.slabs(), 0, offHeap.length()), BUFFER),
          workspace.serializer(),
          offHeap.count(),
          reading);
    }
    Kept.OnDisk disk = (Kept.OnDisk) from;
    try {
      return new RecordCursor<>(
          ChunkReader.open(disk.file(), 0, disk.length(), BUFFER),
          workspace.serializer(),
          disk.count(),
          reading);
    } catch (IOException e) {
      throw DiskFailure.reading(disk.file(), e);
    }
  }

  /**
   * The partitions that this task made the executor keep, and that it still keeps. None of them is
   * evicted before {@link #close}: the driver must not hear of its end before.
   */
  public List<DatasetBlock> kept() {
    List<DatasetBlock> still = new ArrayList<>(kept.size());
    for (DatasetBlock key : kept) {
      Block block = store.table().staying(key);
      if (block != null) {
        told.add(new Reading(block));
        still.add(key);
      }
    }
    return still;
  }

  /** Ends all reading; cursors may have been left open. */
  public void endReading() {
    open.forEach(Runnable::run);
    open.clear();
  }

  /** Ends the use; what {@link #kept} said was told. */
  @Override
  public void close() {
    endReading();
    told.forEach(Reading::run);
    told.clear();
  }

  /** A block in use, until it is closed for the first time. */
  private final class Reading implements Runnable {
    private final Block block;
    private boolean done;

    Reading(Block block) {
      this.block = block;
    }

    @Override
    public void run() {
      if (!done) {
        done = true;
        store.table().unread(block);
      }
    }
  }
}
