package dev.firesteel.dataset.lineage;

/**
 * A node or a partitioner that must learn something about its input before a job that needs it is
 * submitted: the borders of a sort, the sizes of partitions. Driver only.
 */
public interface Deferred {
  /** Learns it, by running a job where needed; nothing happens the second time. */
  void prepare();
}
