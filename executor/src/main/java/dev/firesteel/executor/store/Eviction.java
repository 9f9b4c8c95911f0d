package dev.firesteel.executor.store;

import dev.firesteel.api.id.DatasetId;

/** Makes room for a block among older ones. */
@FunctionalInterface
interface Eviction {
  /** Nothing is evicted. */
  Eviction NONE = (bytes, newcomer) -> false;

  /**
   * Evicts the least recently used blocks of other datasets until so many bytes are free; none if
   * that would not be enough.
   */
  boolean makeRoom(long bytes, DatasetId newcomer);
}
