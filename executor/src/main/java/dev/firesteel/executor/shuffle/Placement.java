package dev.firesteel.executor.shuffle;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.partition.Partitioner;
import org.jspecify.annotations.Nullable;

/** Asks a partitioner, which may be the user's. */
final class Placement {
  private Placement() {}

  static int of(@Nullable Object key, Partitioner partitioner) {
    int partition = partitioner.partition(key);
    if (partition < 0 || partition >= partitioner.partitions()) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot place key "
              + key
              + ": "
              + partitioner
              + " says partition "
              + partition
              + " (partitions are 0 to "
              + (partitioner.partitions() - 1)
              + ")");
    }
    return partition;
  }
}
