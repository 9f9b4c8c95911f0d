package dev.firesteel.executor.shuffle;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.serialization.RecordSerializer;
import org.jspecify.annotations.Nullable;

/** The pairs of all blocks, one block after another. */
final class BlockCursor<K extends @Nullable Object, V extends @Nullable Object>
    implements Cursor<Pair<K, V>> {
  private final BlockSupply supply;
  private final RecordSerializer serializer;
  private @Nullable OpenBlock current;

  BlockCursor(BlockSupply supply, RecordSerializer serializer) {
    this.supply = supply;
    this.serializer = serializer;
  }

  @Override
  public boolean advance(Sink<? super Pair<K, V>> sink) throws Exception {
    while (true) {
      OpenBlock block = current;
      if (block == null) {
        if (!supply.hasNext()) {
          return false;
        }
        block = supply.next();
        current = block;
      }
      Pair<K, V> pair = block.next(serializer);
      if (pair != null) {
        sink.accept(pair);
        return true;
      }
      current = null;
      block.close();
    }
  }

  @Override
  public void close() {
    try (supply) {
      if (current != null) {
        current.close();
      }
    }
  }
}
