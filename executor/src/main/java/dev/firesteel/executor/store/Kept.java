package dev.firesteel.executor.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole partition, where it is kept. */
sealed interface Kept {
  /** Bytes of storage memory it occupies. */
  long memory();

  /** Its elements. */
  long count();

  /** As objects. */
  record Objects(@Nullable Object[] elements, long memory) implements Kept {
    @Override
    public long count() {
      return elements.length;
    }
  }

  /** Serialized, in memory. */
  record Bytes(List<byte[]> chunks, long count, long memory) implements Kept {}

  /**
   * Serialized, outside the heap. The slabs go back when nobody reads them any more.
   *
   * @param length bytes of all elements
   */
  record OffHeap(List<ByteBuffer> slabs, long length, long count, long memory) implements Kept {}

  /** Serialized, in a file of chunks. */
  record OnDisk(Path file, long length, long count) implements Kept {
    @Override
    public long memory() {
      return 0;
    }
  }
}
