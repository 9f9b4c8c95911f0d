package dev.firesteel.executor.store;

import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import org.jspecify.annotations.Nullable;

/** A partition that is being computed or is kept. Guarded by the table's lock. */
final class Block {
  final DatasetBlock key;
  final StorageLevel level;

  /** Null while it is computed; readable without the lock. */
  volatile @Nullable Kept kept;

  /** Names {@link #kept}: changes with it. */
  long form;

  /** How what is kept is cut into pieces for others. */
  @Nullable Pieces pieces;

  /** Tasks that read it now; it is not evicted meanwhile. */
  int readers;

  /** Whether somebody is evicting it. */
  boolean moving;

  /** Whether the driver is told that it is kept no longer. */
  boolean leaving;

  /** Whether its dataset was forgotten. */
  boolean forgotten;

  Block(DatasetBlock key, StorageLevel level) {
    this.key = key;
    this.level = level;
  }

  boolean evictable() {
    return readers == 0 && !moving && kept != null && kept.memory() > 0;
  }
}
