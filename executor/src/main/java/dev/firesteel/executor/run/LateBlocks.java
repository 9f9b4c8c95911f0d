package dev.firesteel.executor.run;

import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The blocks of an executor that serves before it is set up; none until then. */
final class LateBlocks implements BlockSource {
  private volatile BlockSource source = key -> Optional.empty();

  void become(BlockSource newSource) {
    source = newSource;
  }

  @Override
  public Optional<BlockData> find(BlockKey key) {
    return source.find(key);
  }

  @Override
  public CompletableFuture<Optional<BlockData>> prepare(BlockKey key) {
    return source.prepare(key);
  }
}
