package dev.firesteel.dataset.partition;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Tells the partition of each key. Two partitioners that are equal send every key to the same
 * partition; datasets that share one are joined without a shuffle.
 */
public interface Partitioner extends Serializable {
  /** Number of partitions, at least 1. */
  int partitions();

  /** The partition of a key, from 0 to {@link #partitions} - 1; the same in every JVM. */
  int partition(@Nullable Object key);
}
