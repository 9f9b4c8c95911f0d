package dev.firesteel.executor.store;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.executor.memory.Evictor;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes blocks out of memory, the least recently used first: to disk if their level says so, else
 * for good, which the driver is told. Safe for any thread.
 */
final class LeastRecentlyUsed implements Evictor, Eviction {
  private static final Logger LOG = LogManager.getLogger(LeastRecentlyUsed.class);

  private final BlockTable table;
  private final MemoryBudget budget;
  private final Predicate<Block> area;
  private final Supplier<Workspace> workspaces;
  private final Consumer<List<DatasetBlock>> dropped;

  /**
   * Evicts blocks from one area of memory.
   *
   * @param budget the area's
   * @param area whether a block belongs into the area
   */
  LeastRecentlyUsed(
      BlockTable table,
      MemoryBudget budget,
      Predicate<Block> area,
      Supplier<Workspace> workspaces,
      Consumer<List<DatasetBlock>> dropped) {
    this.table = table;
    this.budget = budget;
    this.area = area;
    this.workspaces = workspaces;
    this.dropped = dropped;
  }

  @Override
  public boolean makeRoom(long bytes, DatasetId newcomer) {
    List<Block> victims = new ArrayList<>();
    if (!table.pick(
        bytes - budget.free(),
        block -> area.test(block) && !block.key.dataset().equals(newcomer),
        victims)) {
      table.spare(victims);
      return false;
    }
    move(victims);
    return true;
  }

  @Override
  public void evict(long bytes) {
    List<Block> victims = new ArrayList<>();
    table.pick(bytes, area, victims);
    move(victims);
  }

  /** Moves blocks out of memory, whether or not the task that wants it is cancelled meanwhile. */
  private void move(List<Block> victims) {
    if (victims.isEmpty()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      moveAll(victims);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void moveAll(List<Block> victims) {
    int done = 0;
    try {
      Workspace workspace = workspaces.get();
      for (Block block : victims) {
        move(block, workspace);
        done++;
      }
    } finally {
      table.spare(victims.subList(done, victims.size()));
    }
  }

  private void move(Block block, Workspace workspace) {
    Kept from = Objects.requireNonNull(block.kept);
    Kept.OnDisk to = block.level.disk() ? toDisk(block, from, workspace) : null;
    if (to == null && table.leaves(block)) {
      dropped.accept(List.of(block.key));
    }
    table.moved(block, from, to);
  }

  private static Kept.@Nullable OnDisk toDisk(Block block, Kept from, Workspace workspace) {
    DiskUnroll disk = null;
    boolean whole = false;
    try {
      disk = new DiskUnroll(workspace);
      if (from instanceof Kept.Objects objects) {
        disk.accept(objects.elements(), objects.elements().length);
      } else if (from instanceof Kept.Bytes bytes) {
        disk.accept(bytes.chunks(), bytes.count());
      } else if (from instanceof Kept.OffHeap offHeap) {
        disk.accept(new SlabStream(offHeap.slabs(), 0, offHeap.length()), offHeap.count());
      }
      Kept.OnDisk kept = disk.kept();
      whole = true;
      return kept;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.warn("{} is dropped: it could not be written to disk: {}", block.key, e.toString());
      return null;
    } finally {
      if (!whole && disk != null) {
        disk.abort();
      }
    }
  }
}
