package dev.firesteel.executor.store;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of persisted datasets that an executor keeps. Safe for any thread.
 *
 * <p>A partition is absent, computed by one task (others that want it wait), or kept. When memory
 * is short, the least recently used partitions in memory that nobody reads leave it: to disk if
 * their level says so, else for good, which the driver is told.
 */
public final class BlockStore implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(BlockStore.class);

  private final MemoryBudget budget;
  private final Supplier<Workspace> workspaces;
  private final Consumer<List<DatasetBlock>> dropped;
  private final SizeEstimator estimator = new SizeEstimator();

  /** Least recently used first. */
  private final Map<DatasetBlock, Block> blocks = new LinkedHashMap<>(64, 0.75f, true);

  /** Bytes that partitions would have needed at least when memory ran out for them. */
  private final Map<DatasetBlock, Long> refused = new HashMap<>();

  private boolean closed;

  /**
   * A store, which becomes the evictor of the budget.
   *
   * @param workspaces makes a workspace for the thread that evicts
   * @param dropped told of partitions that are kept no longer
   */
  public BlockStore(
      MemoryBudget budget, Supplier<Workspace> workspaces, Consumer<List<DatasetBlock>> dropped) {
    this.budget = budget;
    this.workspaces = workspaces;
    this.dropped = dropped;
    budget.evictor(this::evict);
  }

  /** One task's use of the store; closed when the task ends. */
  public StoreSession session(Workspace workspace, MemoryBudget.Share share) {
    return new StoreSession(this, workspace, share);
  }

  /** Removes all partitions of a dataset; those being computed are not kept. */
  public void forget(DatasetId dataset) {
    remove(key -> key.dataset().equals(dataset));
  }

  /** Whether a partition is kept, or computed to be kept. */
  public synchronized boolean keeps(DatasetBlock key) {
    return blocks.containsKey(key);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    remove(key -> true);
  }

  private synchronized void remove(Predicate<DatasetBlock> which) {
    refused.keySet().removeIf(which);
    for (Iterator<Block> all = blocks.values().iterator(); all.hasNext(); ) {
      Block block = all.next();
      if (which.test(block.key)) {
        block.forgotten = true;
        all.remove();
        Kept kept = block.kept;
        if (kept != null && !block.moving) {
          free(block, kept);
        }
      }
    }
    notifyAll();
  }

  private void free(Block block, Kept kept) {
    budget.releaseStorage(kept.memory());
    if (kept instanceof Kept.OnDisk disk && block.readers == 0) {
      LocalDirectories.remove(disk.file());
    }
  }

  /**
   * The block to read, with its reader counted; or {@code mine}, which the caller must compute and
   * then {@link #publish} or {@link #abandon}. Waits while another task computes it.
   */
  synchronized Block find(Block mine) throws InterruptedException {
    while (true) {
      Block block = findNow(mine);
      if (block != null) {
        return block;
      }
      wait();
    }
  }

  /** As {@link #find}, or null if it would wait. */
  synchronized @Nullable Block findNow(Block mine) {
    Block block = blocks.get(mine.key);
    if (block == null) {
      mine.forgotten = closed;
      blocks.put(mine.key, mine);
      return mine;
    }
    if (block.kept == null) {
      return null;
    }
    block.readers++;
    return block;
  }

  /** Keeps a computed block, counting its first reader; false if its dataset was forgotten. */
  synchronized boolean publish(Block block, Kept kept) {
    refused.remove(block.key);
    block.kept = kept;
    block.readers++;
    notifyAll();
    if (block.forgotten) {
      budget.releaseStorage(kept.memory());
    }
    return !block.forgotten;
  }

  /** Gives up a block that could not be computed or kept. */
  synchronized void abandon(Block block) {
    if (!block.forgotten) {
      blocks.remove(block.key);
    }
    notifyAll();
  }

  /** A partition that needs so many bytes was not kept. */
  private synchronized void refused(DatasetBlock key, long bytes) {
    refused.put(key, bytes);
  }

  /** Whether it may be worth the effort to collect a partition in memory. */
  synchronized boolean mayFit(DatasetBlock key) {
    Long needed = refused.get(key);
    if (needed == null) {
      return true;
    }
    long room = free();
    for (Block block : blocks.values()) {
      Kept kept = block.kept;
      if (kept != null && block.evictable() && !block.key.dataset().equals(key.dataset())) {
        room += kept.memory();
      }
    }
    return room >= needed;
  }

  private long free() {
    return budget.total() - budget.executionUsed() - budget.storageUsed();
  }

  /** A reader is done. */
  synchronized void unread(Block block) {
    block.readers--;
    if (block.forgotten && block.readers == 0 && block.kept instanceof Kept.OnDisk disk) {
      LocalDirectories.remove(disk.file());
    }
  }

  Unroller unroller(DatasetBlock key, Workspace workspace) {
    return new Unroller(estimator, workspace, needed -> refused(key, needed));
  }

  StorageClaim claim(DatasetId dataset) {
    return new StorageClaim(budget, this::makeRoom, dataset);
  }

  private boolean makeRoom(long bytes, DatasetId newcomer) {
    List<Block> victims = new ArrayList<>();
    if (!pick(bytes - free(), block -> !block.key.dataset().equals(newcomer), victims)) {
      synchronized (this) {
        victims.forEach(block -> block.moving = false);
      }
      return false;
    }
    move(victims);
    return true;
  }

  private void evict(long bytes) {
    List<Block> victims = new ArrayList<>();
    pick(bytes, block -> true, victims);
    move(victims);
  }

  /** Marks victims of so many bytes in total as moving; false if there are not enough. */
  private synchronized boolean pick(long bytes, Predicate<Block> which, List<Block> victims) {
    long found = 0;
    for (Block block : blocks.values()) {
      if (found >= bytes) {
        break;
      }
      Kept kept = block.kept;
      if (kept != null && block.evictable() && which.test(block)) {
        block.moving = true;
        victims.add(block);
        found += kept.memory();
      }
    }
    return found >= bytes;
  }

  /** Moves blocks out of memory, whether or not the task that wants it is cancelled meanwhile. */
  private void move(List<Block> victims) {
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
    List<DatasetBlock> gone = new ArrayList<>();
    Workspace workspace = victims.isEmpty() ? null : workspaces.get();
    for (Block block : victims) {
      Kept from = block.kept;
      if (from == null || workspace == null) {
        continue;
      }
      Kept.OnDisk to = block.level.disk() ? toDisk(block, from, workspace) : null;
      if (!moved(block, from, to)) {
        gone.add(block.key);
      }
    }
    if (!gone.isEmpty()) {
      dropped.accept(gone);
    }
  }

  private static Kept.@Nullable OnDisk toDisk(Block block, Kept from, Workspace workspace) {
    DiskUnroll disk = null;
    try {
      disk = new DiskUnroll(workspace);
      if (from instanceof Kept.Objects objects) {
        disk.accept(objects.elements(), objects.elements().length);
      } else if (from instanceof Kept.Bytes bytes) {
        disk.accept(bytes.chunks(), bytes.count());
      }
      return disk.kept();
    } catch (RuntimeException e) {
      LOG.warn("{} is dropped: it could not be written to disk: {}", block.key, e.getMessage());
      if (disk != null) {
        disk.abort();
      }
      return null;
    }
  }

  /** Takes a block out of memory; false if it is kept no longer. */
  private synchronized boolean moved(Block block, Kept from, Kept.@Nullable OnDisk to) {
    budget.releaseStorage(from.memory());
    block.moving = false;
    if (block.forgotten) {
      if (to != null) {
        LocalDirectories.remove(to.file());
      }
      return true;
    }
    if (to == null) {
      blocks.remove(block.key);
      block.forgotten = true;
      return false;
    }
    block.kept = to;
    return true;
  }
}
