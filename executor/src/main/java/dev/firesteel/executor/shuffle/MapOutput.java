package dev.firesteel.executor.shuffle;

import dev.firesteel.executor.spill.ChunkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Takes a map task's pairs and then writes them by reduce partition. Closing frees memory and
 * spilled files.
 */
interface MapOutput<K extends @Nullable Object, V extends @Nullable Object> extends AutoCloseable {
  /** Takes a pair. */
  void add(int partition, K key, V value) throws Exception;

  /** Writes all; returns where the partitions begin in the file, and the file's length. */
  long[] writeTo(ChunkWriter writer) throws Exception;

  @Override
  void close();
}
