package dev.firesteel.executor.store;

import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.protocol.block.PartitionHead;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The blocks of a store, who computes and who reads them. Safe for any thread. */
final class BlockTable {
  private final StorageMemory memory;

  /** Least recently used first. */
  private final Map<DatasetBlock, Block> blocks = new LinkedHashMap<>(64, 0.75f, true);

  /** Bytes that partitions would have needed at least when memory ran out for them. */
  private final Map<DatasetBlock, Long> refused = new HashMap<>();

  private long forms;
  private boolean closed;

  BlockTable(StorageMemory memory) {
    this.memory = memory;
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

  /** A block that is kept, with its reader counted; else null. */
  synchronized @Nullable Block reading(DatasetBlock key) {
    Block block = blocks.get(key);
    if (block == null || block.kept == null) {
      return null;
    }
    block.readers++;
    return block;
  }

  /**
   * A block that is kept and stays while it is read, with its reader counted; else null. What the
   * driver is told of it meanwhile comes before what it may be told of its end.
   */
  synchronized @Nullable Block staying(DatasetBlock key) {
    Block block = blocks.get(key);
    return block == null || block.leaving ? null : reading(key);
  }

  /** How a block that is read is cut into pieces, if it is still of this form; else null. */
  synchronized @Nullable Pieces pieces(Block block, long form) {
    Kept kept = block.kept;
    if (kept == null || block.form != form) {
      return null;
    }
    Pieces pieces = block.pieces;
    if (pieces == null) {
      pieces = new Pieces(kept);
      block.pieces = pieces;
    }
    return pieces;
  }

  /** What others are told of a block that is read. */
  synchronized PartitionHead head(Block block) {
    Kept kept = Objects.requireNonNull(block.kept);
    return new PartitionHead(block.form, kept.count(), kept.memory());
  }

  /** Keeps a computed block, counting its first reader; false if its dataset was forgotten. */
  synchronized boolean publish(Block block, Kept kept) {
    refused.remove(block.key);
    become(block, kept);
    block.readers++;
    notifyAll();
    if (block.forgotten) {
      free(block, kept);
    }
    return !block.forgotten;
  }

  private void become(Block block, Kept kept) {
    block.kept = kept;
    block.form = ++forms;
    block.pieces = null;
  }

  /** Gives up a block that could not be computed or kept. */
  synchronized void abandon(Block block) {
    if (!block.forgotten) {
      blocks.remove(block.key);
    }
    notifyAll();
  }

  /** A reader is done. */
  synchronized void unread(Block block) {
    block.readers--;
    Kept kept = block.kept;
    if (kept != null && block.forgotten && block.readers == 0 && !block.moving) {
      memory.freeUnread(kept);
    }
  }

  /** Whether a partition is kept, or computed to be kept. */
  synchronized boolean keeps(DatasetBlock key) {
    return blocks.containsKey(key);
  }

  /** Nothing is kept from now on. */
  synchronized void close() {
    closed = true;
    remove(key -> true);
  }

  /** Removes blocks; those being computed are not kept. */
  synchronized void remove(Predicate<DatasetBlock> which) {
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
    memory.free(kept);
    if (block.readers == 0) {
      memory.freeUnread(kept);
    }
  }

  /** A partition that needs so many bytes was not kept. */
  synchronized void refused(DatasetBlock key, long bytes) {
    refused.put(key, bytes);
  }

  /** Whether it may be worth the effort to collect a partition in memory. */
  synchronized boolean mayFit(Block mine) {
    DatasetBlock key = mine.key;
    Long needed = refused.get(key);
    if (needed == null) {
      return true;
    }
    long room = memory.budget(mine.level).free();
    for (Block block : blocks.values()) {
      Kept kept = block.kept;
      if (kept != null
          && block.evictable()
          && block.level.offHeap() == mine.level.offHeap()
          && !block.key.dataset().equals(key.dataset())) {
        room += kept.memory();
      }
    }
    return room >= needed;
  }

  /** Marks victims of so many bytes in total as moving; false if there are not enough. */
  synchronized boolean pick(long bytes, Predicate<Block> which, List<Block> victims) {
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

  /** Blocks stay where they are after all. */
  synchronized void spare(List<Block> victims) {
    for (Block block : victims) {
      block.moving = false;
      block.leaving = false;
      Kept kept = block.kept;
      if (block.forgotten && kept != null) {
        free(block, kept);
      }
    }
  }

  /**
   * Whether a victim is to be given up, which the driver must be told before {@link #moved}: who
   * keeps the partition again tells so later. One that somebody has begun to read stays.
   */
  synchronized boolean leaves(Block block) {
    block.leaving = block.readers == 0 && !block.forgotten;
    return block.leaving;
  }

  /**
   * Takes a block out of memory: to disk, or for good if it {@link #leaves}. One outside the heap
   * that somebody has begun to read stays.
   */
  synchronized void moved(Block block, Kept from, Kept.@Nullable OnDisk to) {
    block.moving = false;
    boolean stays = to == null ? !block.leaving : block.readers > 0 && from instanceof Kept.OffHeap;
    if (to != null && (block.forgotten || stays)) {
      LocalDirectories.remove(to.file());
    }
    if (block.forgotten) {
      free(block, from);
    } else if (to == null && !stays) {
      blocks.remove(block.key);
      block.forgotten = true;
      free(block, from);
    } else if (to != null && !stays) {
      become(block, to);
      memory.free(from);
      memory.freeUnread(from);
    }
  }
}
