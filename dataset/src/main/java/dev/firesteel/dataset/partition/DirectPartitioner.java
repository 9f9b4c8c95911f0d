package dev.firesteel.dataset.partition;

import org.jspecify.annotations.Nullable;

/**
 * The key is the partition's number.
 *
 * @param partitions number of partitions, at least 1
 */
public record DirectPartitioner(int partitions) implements Partitioner {
  /** Checks the number. */
  public DirectPartitioner {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Cannot partition into " + partitions + " partitions (use at least 1)");
    }
  }

  @Override
  public int partition(@Nullable Object key) {
    if (key instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException("Cannot place " + key + ": it is no partition's number");
  }
}
