package dev.firesteel.dataset.partition;

import org.jspecify.annotations.Nullable;

/**
 * Partitions by the key's hash code; null goes to partition 0. Keys need a hash code that depends
 * on their value only: arrays, and objects without a hash code of their own, are refused. Enums are
 * placed by their names, also within pairs, lists and records.
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
    return partition(hash(key));
  }

  /**
   * A key's hash code, the same in every JVM.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category USER if it has none
   */
  public static int hash(@Nullable Object key) {
    return StableHash.of(key);
  }

  /** The partition of a key with this {@link #hash}. */
  public int partition(int hashCode) {
    int spread = hashCode * 0x9E3779B9;
    return (int) ((Integer.toUnsignedLong(spread ^ (spread >>> 16)) * partitions) >>> 32);
  }
}
