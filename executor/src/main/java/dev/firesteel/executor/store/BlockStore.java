package dev.firesteel.executor.store;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor.KeptElsewhere;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The partitions of persisted datasets that an executor keeps. Safe for any thread.
 *
 * <p>A partition is absent, computed by one task (others that want it wait), or kept. When memory
 * is short, the least recently used partitions in memory that nobody reads leave it: to disk if
 * their level says so, else for good, which the driver is told.
 */
public final class BlockStore implements AutoCloseable {
  private final StorageMemory memory;
  private final BlockTable table;
  private final Eviction onHeap;
  private final Eviction offHeap;
  private final Elsewhere elsewhere;

  /**
   * A store, which becomes the evictor of the heap's budget.
   *
   * @param workspaces makes a workspace for the thread that evicts
   * @param dropped told of partitions that are kept no longer
   * @param fetch reads what others keep
   */
  public BlockStore(
      StorageMemory memory,
      Supplier<Workspace> workspaces,
      Consumer<List<DatasetBlock>> dropped,
      PartitionFetch fetch) {
    this.memory = memory;
    table = new BlockTable(memory);
    LeastRecentlyUsed heap =
        new LeastRecentlyUsed(
            table, memory.heap(), block -> !block.level.offHeap(), workspaces, dropped);
    onHeap = heap;
    offHeap =
        new LeastRecentlyUsed(
            table, memory.slabs().budget(), block -> block.level.offHeap(), workspaces, dropped);
    elsewhere = new Elsewhere(fetch);
    memory.heap().evictor(heap);
  }

  /** One task's use of the store; closed when the task ends. */
  public StoreSession session(Workspace workspace, MemoryBudget.Share share) {
    return new StoreSession(this, workspace, share);
  }

  /** Takes what the driver says of partitions that others keep. */
  public void learn(KeptElsewhere told) {
    elsewhere.learn(told);
  }

  /** Removes all partitions of a dataset; those being computed are not kept. */
  public void forget(DatasetId dataset) {
    elsewhere.forget(dataset);
    table.remove(key -> key.dataset().equals(dataset));
  }

  /** Whether a partition is kept, or computed to be kept. */
  public boolean keeps(DatasetBlock key) {
    return table.keeps(key);
  }

  @Override
  public void close() {
    table.close();
  }

  BlockTable table() {
    return table;
  }

  Elsewhere elsewhere() {
    return elsewhere;
  }

  Unroller unroller(DatasetBlock key, Workspace workspace) {
    return new Unroller(workspace, memory, needed -> table.refused(key, needed));
  }

  /** A claim that evicts partitions of other datasets. */
  StorageClaim claim(Block block) {
    return new StorageClaim(
        memory.budget(block.level), block.level.offHeap() ? offHeap : onHeap, block.key.dataset());
  }

  /** A claim that takes only what is free. */
  StorageClaim modestClaim(Block block) {
    return new StorageClaim(memory.budget(block.level), Eviction.NONE, block.key.dataset());
  }

  /** Bytes that a level could claim without evicting. */
  long free(StorageLevel level) {
    return memory.budget(level).free();
  }
}
