package dev.firesteel.executor.store;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.executor.memory.MemoryBudget;

/** Storage memory that a partition takes while it is unrolled. Used by one thread. */
final class StorageClaim {
  /** Bytes by which a claim grows at least, so that the budget is asked rarely. */
  private static final long STEP = 64 << 10;

  private final MemoryBudget budget;
  private final Eviction eviction;
  private final DatasetId dataset;
  private long held;
  private long refused;

  StorageClaim(MemoryBudget budget, Eviction eviction, DatasetId dataset) {
    this.budget = budget;
    this.eviction = eviction;
    this.dataset = dataset;
  }

  /** Holds so many bytes or more, evicting older blocks of other datasets; false if it cannot. */
  boolean atLeast(long bytes) {
    long missing = bytes - held;
    if (missing <= 0) {
      return true;
    }
    long wish = Math.max(missing, Math.max(STEP, held / 8));
    if (budget.claimStorage(wish)) {
      held += wish;
      return true;
    }
    if (budget.claimStorage(missing)
        || (eviction.makeRoom(missing, dataset) && budget.claimStorage(missing))) {
      held += missing;
      return true;
    }
    refused = bytes;
    return false;
  }

  /** Bytes that could not be had in all; 0 if nothing was refused. */
  long refused() {
    return refused;
  }

  /** Ends the growth at exactly so many bytes, which now belong to a kept block. */
  boolean settle(long bytes) {
    if (!atLeast(bytes)) {
      return false;
    }
    budget.releaseStorage(held - bytes);
    held = 0;
    return true;
  }

  /** Gives back all. Idempotent. */
  void release() {
    if (held > 0) {
      budget.releaseStorage(held);
      held = 0;
    }
  }
}
