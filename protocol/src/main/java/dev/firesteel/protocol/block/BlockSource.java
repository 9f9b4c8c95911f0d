package dev.firesteel.protocol.block;

import java.util.Optional;

/** Finds the blocks that an executor serves. Safe for any thread. */
public interface BlockSource {
  /** The block, or empty if it is not here. */
  Optional<BlockData> find(BlockKey key);
}
