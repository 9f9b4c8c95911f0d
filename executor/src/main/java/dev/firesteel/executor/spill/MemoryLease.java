package dev.firesteel.executor.spill;

import dev.firesteel.executor.memory.TaskMemory;

/**
 * What one structure holds of its task's memory. The first bytes are free, so that a structure
 * makes progress even when nothing is granted. Used by the task's own thread.
 */
public final class MemoryLease implements AutoCloseable {
  private final TaskMemory memory;
  private final long free;
  private long held;
  private long reserved;

  /** A lease of nothing. */
  public MemoryLease(Workspace workspace) {
    this.memory = workspace.memory();
    this.free = workspace.freeBytes();
  }

  /** Takes all of the bytes (above 0), or nothing and returns false. */
  public boolean take(long bytes) {
    long missing = held + bytes - free - reserved;
    if (missing > 0) {
      long granted = memory.reserve(missing);
      if (granted < missing) {
        if (granted > 0) {
          memory.release(granted);
        }
        return false;
      }
      reserved += missing;
    }
    held += bytes;
    return true;
  }

  /** Takes what is missing up to {@code bytes} in all, or nothing and returns false. */
  public boolean growTo(long bytes) {
    return bytes <= held || take(bytes - held);
  }

  /** Gives a part back. */
  public void give(long bytes) {
    held -= bytes;
    long excess = reserved - Math.max(0, held - free);
    if (excess > 0) {
      reserved -= excess;
      memory.release(excess);
    }
  }

  /** Bytes held. */
  public long held() {
    return held;
  }

  /** Gives all back; the lease can be used again. */
  @Override
  public void close() {
    give(held);
  }
}
