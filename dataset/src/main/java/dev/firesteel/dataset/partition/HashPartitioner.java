package dev.firesteel.dataset.partition;

import org.jspecify.annotations.Nullable;

/**
 * Partitions by the key's hash code; null goes to partition 0. Keys need a hash code that is the
 * same in every JVM, so neither enums nor arrays.
 *
 * @param partitions number of partitions, at least 1
 */
public record HashPartitioner(int partitions) implements Partitioner {
  /** Checks the number. */
  public HashPartitioner {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Cannot partition into " + partitions + " partitions (use at least 1)");
    }
  }

  @Override
  public int partition(@Nullable Object key) {
    return key == null ? 0 : partition(key.hashCode());
  }

  /** The partition of a key with this hash code. */
  public int partition(int hashCode) {
    int spread = hashCode * 0x9E3779B9;
    return (int) ((Integer.toUnsignedLong(spread ^ (spread >>> 16)) * partitions) >>> 32);
  }
}
