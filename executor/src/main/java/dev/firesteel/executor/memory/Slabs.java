package dev.firesteel.executor.memory;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap, in slabs of one size. It is taken from the system when it is first
 * needed, in larger regions, and kept for later use. Who takes slabs claims them from {@link
 * #budget} before, and gives them back before the claim. Safe for any thread.
 */
public final class Slabs {
  /** Bytes of a slab. */
  public static final int SLAB_BYTES = 64 << 10;

  private static final Logger LOG = LogManager.getLogger(Slabs.class);
  private static final int SLABS_PER_REGION = 64;

  private final MemoryBudget budget;
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private long unallocated;

  /** So many bytes at most, in whole slabs. */
  public Slabs(long bytes) {
    unallocated = bytes / SLAB_BYTES;
    long total = unallocated * SLAB_BYTES;
    budget = new MemoryBudget(total, total);
  }

  /** What may be claimed. */
  public MemoryBudget budget() {
    return budget;
  }

  /** A slab to write; null if the system refuses the memory. */
  public synchronized @Nullable ByteBuffer take() {
    if (free.isEmpty()) {
      allocate();
    }
    ByteBuffer slab = free.poll();
    return slab == null ? null : slab.clear();
  }

  private void allocate() {
    int slabs = (int) Math.min(SLABS_PER_REGION, unallocated);
    if (slabs == 0) {
      return;
    }
    try {
      ByteBuffer region = ByteBuffer.allocateDirect(slabs * SLAB_BYTES);
      for (int i = 0; i < slabs; i++) {
        free.add(region.slice(i * SLAB_BYTES, SLAB_BYTES));
      }
      unallocated -= slabs;
    } catch (OutOfMemoryError e) {
      LOG.warn(
          "No more memory outside the heap, {} bytes short of firesteel.memory.off-heap: {}"
              + " (raise -XX:MaxDirectMemorySize of this JVM)",
          unallocated * SLAB_BYTES,
          e.getMessage());
      unallocated = 0;
    }
  }

  /** Takes slabs back; nobody uses them any more. */
  public synchronized void give(Collection<ByteBuffer> slabs) {
    free.addAll(slabs);
  }
}
