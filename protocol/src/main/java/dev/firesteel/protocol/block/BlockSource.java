package dev.firesteel.protocol.block;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the blocks that an executor serves. Safe for any thread. */
public interface BlockSource {
  /** The block, or empty if it is not here. */
  Optional<BlockData> find(BlockKey key);

  /**
   * As {@link #find}, for a thread that must not wait: a block that has to be made first is made on
   * another thread. May complete on any thread, with an exception if the block cannot be made.
   */
  default CompletableFuture<Optional<BlockData>> prepare(BlockKey key) {
    return CompletableFuture.completedFuture(find(key));
  }
}
