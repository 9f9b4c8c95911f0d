package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import org.jspecify.annotations.Nullable;

/** The entries of a table that fits into memory. */
final class TableCursor<K extends @Nullable Object, C extends @Nullable Object>
    implements Cursor<Pair<K, C>> {
  private final CombineTable<K, ?, C> table;
  private int next;

  TableCursor(CombineTable<K, ?, C> table) {
    this.table = table;
  }

  @Override
  public boolean advance(Sink<? super Pair<K, C>> sink) throws Exception {
    int end = table.slots();
    while (next < end) {
      int slot = next++;
      if (table.used(slot)) {
        sink.accept(Pair.of(table.key(slot), table.value(slot)));
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    table.close();
  }
}
