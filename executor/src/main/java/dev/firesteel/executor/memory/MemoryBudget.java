package dev.firesteel.executor.memory;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory that running tasks (execution) and kept blocks (storage) share. Safe for any thread.
 *
 * <p>Execution may take what storage does not use and evict kept blocks down to a protected size;
 * storage takes what is free and never evicts execution. Among n tasks that hold or want execution
 * memory, each may have at most 1/n of what execution can get, and is not turned away below 1/(2n)
 * while another task can still give memory back: it waits for that. A task never waits for tasks
 * that wait themselves, so waiting ends.
 *
 * <p>A part of storage is pinned: it cannot be evicted. What is pinned while tasks hold the memory
 * is made up for by what they get afterwards.
 */
public final class MemoryBudget {
  private final long total;
  private final long protectedStorage;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Share> shares = new HashSet<>();
  private volatile Evictor evictor = Evictor.NONE;
  private long execution;
  private long storage;
  private long pinned;

  /**
   * A budget.
   *
   * @param total bytes in all
   * @param protectedStorage bytes of kept blocks that execution never evicts
   */
  public MemoryBudget(long total, long protectedStorage) {
    if (total < 0 || protectedStorage < 0 || protectedStorage > total) {
      throw new IllegalArgumentException(
          "Cannot share " + total + " bytes of memory, " + protectedStorage + " protected");
    }
    this.total = total;
    this.protectedStorage = protectedStorage;
  }

  /** Names who frees storage memory; once, before the first task. */
  public void evictor(Evictor newEvictor) {
    this.evictor = newEvictor;
  }

  /** Bytes in all. */
  public long total() {
    return total;
  }

  /** Bytes used by tasks. */
  public long executionUsed() {
    lock.lock();
    try {
      return execution;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes used by kept blocks and by what is pinned. */
  public long storageUsed() {
    lock.lock();
    try {
      return storage;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that nobody uses; below 0 if more was pinned than was free. */
  public long free() {
    lock.lock();
    try {
      return total - execution - storage;
    } finally {
      lock.unlock();
    }
  }

  /** The share of a task that begins. It must be closed when the task ends. */
  public Share share() {
    return new Share();
  }

  /** Takes memory for a kept block if so much is free. */
  public boolean claimStorage(long bytes) {
    lock.lock();
    try {
      if (bytes > total - execution - storage) {
        return false;
      }
      storage += bytes;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back memory of a kept block. */
  public void releaseStorage(long bytes) {
    lock.lock();
    try {
      storage -= bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes memory that cannot be evicted, if it fits beside what is pinned already. Kept blocks are
   * evicted for it; where that is not enough, tasks get less from now on. Called by a task's thread
   * without locks held.
   */
  public boolean pin(long bytes) {
    long excess;
    lock.lock();
    try {
      if (bytes > total - pinned) {
        return false;
      }
      pinned += bytes;
      storage += bytes;
      excess = Math.min(execution + storage - total, storage - pinned);
    } finally {
      lock.unlock();
    }
    if (excess > 0) {
      evictor.evict(excess);
    }
    return true;
  }

  /** Gives back pinned memory. */
  public void unpin(long bytes) {
    lock.lock();
    try {
      pinned -= bytes;
      storage -= bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that are pinned. */
  public long pinned() {
    lock.lock();
    try {
      return pinned;
    } finally {
      lock.unlock();
    }
  }

  /** Storage that execution cannot get. */
  private long outOfReach() {
    return Math.max(pinned, Math.min(storage, protectedStorage));
  }

  /** How a task stands, as far as others may wait for it. */
  private enum Standing {
    RUNNING,
    WAITING
  }

  /** One task's share. Used by the task's thread. */
  public final class Share implements TaskMemory, AutoCloseable {
    private long held;
    private long peak;
    private boolean joined;
    private Standing standing = Standing.RUNNING;

    private Share() {}

    @Override
    public long reserve(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("Cannot reserve " + bytes + " bytes (reserve some)");
      }
      lock.lock();
      try {
        joined = true;
        shares.add(this);
        boolean evicted = false;
        while (true) {
          long wanted = Math.min(bytes, Math.max(0, most() - held));
          long free = total - execution - storage;
          long evictable = storage - outOfReach();
          if (wanted > free && evictable > 0 && !evicted) {
            evicted = true;
            evict(Math.min(wanted - free, evictable));
            continue;
          }
          long grant = Math.min(wanted, Math.max(0, free));
          if (grant == bytes || held + grant >= least() || !othersMayRelease()) {
            return take(grant);
          }
          await();
          evicted = false;
        }
      } finally {
        lock.unlock();
      }
    }

    private long most() {
      return (total - outOfReach()) / shares.size();
    }

    private long least() {
      return most() / 2;
    }

    private long take(long grant) {
      execution += grant;
      held += grant;
      peak = Math.max(peak, held);
      return grant;
    }

    /** Evicts without the lock: blocks may have to be written to disk. */
    private void evict(long bytes) {
      lock.unlock();
      try {
        evictor.evict(bytes);
      } finally {
        lock.lock();
      }
    }

    private boolean othersMayRelease() {
      for (Share share : shares) {
        if (share != this && share.held > 0 && share.standing == Standing.RUNNING) {
          return true;
        }
      }
      return false;
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void await() {
      standing = Standing.WAITING;
      changed.signalAll();
      try {
        changed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FiresteelException(
            ErrorCategory.CANCELLED, "Cannot wait for memory: the task was interrupted", e);
      } finally {
        standing = Standing.RUNNING;
      }
    }

    /** Waits for another task; nobody waits meanwhile for memory of this one. */
    public <T> T waiting(Callable<T> wait) throws Exception {
      standing(Standing.WAITING);
      try {
        return wait.call();
      } finally {
        standing(Standing.RUNNING);
      }
    }

    private void standing(Standing now) {
      lock.lock();
      try {
        standing = now;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void release(long bytes) {
      if (bytes == 0) {
        return;
      }
      lock.lock();
      try {
        if (bytes < 0 || bytes > held) {
          throw new IllegalArgumentException(
              "Cannot release " + bytes + " bytes: the task holds " + held);
        }
        held -= bytes;
        execution -= bytes;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public long held() {
      return held;
    }

    @Override
    public long peak() {
      return peak;
    }

    /** Gives back all. Idempotent. */
    @Override
    public void close() {
      if (!joined) {
        return;
      }
      lock.lock();
      try {
        execution -= held;
        held = 0;
        shares.remove(this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
