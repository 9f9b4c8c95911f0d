package dev.firesteel.executor.store;

import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.Slabs;
import dev.firesteel.executor.spill.LocalDirectories;

/**
 * The memory in which partitions are kept.
 *
 * @param heap shared with running tasks
 * @param slabs memory outside the heap
 */
public record StorageMemory(MemoryBudget heap, Slabs slabs) {
  /** Where a level's memory is claimed. */
  MemoryBudget budget(StorageLevel level) {
    return level.offHeap() ? slabs.budget() : heap;
  }

  /** Frees what may be freed even while somebody reads: the garbage collector waits for readers. */
  void free(Kept kept) {
    if (!(kept instanceof Kept.OffHeap)) {
      heap.releaseStorage(kept.memory());
    }
  }

  /** Frees what nobody may read any more. */
  void freeUnread(Kept kept) {
    if (kept instanceof Kept.OnDisk disk) {
      LocalDirectories.remove(disk.file());
    } else if (kept instanceof Kept.OffHeap offHeap) {
      slabs.give(offHeap.slabs());
      slabs.budget().releaseStorage(offHeap.memory());
    }
  }
}
