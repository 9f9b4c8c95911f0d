package dev.firesteel.dataset.partition;

import org.jspecify.annotations.Nullable;

/**
 * Partitions by the key's hash code; null goes to partition 0. Keys need a hash code that depends
 * on their value only: arrays, and objects without a hash code of their own, are refused. Enums are
 * placed by their names, also within pairs, lists, sets, maps, optionals and records.
 */
public final class HashPartitioner implements Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  /**
   * Partitions into so many partitions.
   *
   * @param partitions at least 1
   */
  public HashPartitioner(int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Cannot partition into " + partitions + " partitions (use at least 1)");
    }
    this.partitions = partitions;
  }

  @Override
  public int partitions() {
    return partitions;
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

  /**
   * A hash code of any element, the same in every JVM: as {@link #hash}, but arrays count by
   * content, and objects without a hash code of their own as 0.
   */
  public static int hashOfAny(@Nullable Object element) {
    return StableHash.ofAny(element);
  }

  /** The partition of a key with this {@link #hash}. */
  public int partition(int hashCode) {
    int spread = hashCode * 0x9E3779B9;
    return (int) ((Integer.toUnsignedLong(spread ^ (spread >>> 16)) * partitions) >>> 32);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof HashPartitioner other && partitions == other.partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }

  @Override
  public String toString() {
    return "HashPartitioner[" + partitions + "]";
  }
}
