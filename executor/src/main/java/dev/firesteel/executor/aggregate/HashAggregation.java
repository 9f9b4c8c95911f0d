package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table that goes to disk in runs ordered by hash, and comes back merged. */
final class HashAggregation<
        K extends @Nullable Object, X extends @Nullable Object, C extends @Nullable Object>
    implements AutoCloseable {
  /** Runs merged at a time. */
  private static final int FAN_IN = 64;

  private final Combining<X, C> combining;
  private final Workspace workspace;
  private final CombineTable<K, X, C> table;
  private final List<SpillRun> runs = new ArrayList<>();

  HashAggregation(Combining<X, C> combining, Workspace workspace) {
    this.combining = combining;
    this.workspace = workspace;
    this.table = new CombineTable<>(combining, workspace);
  }

  void add(Pair<K, X> pair) throws Exception {
    table.add(pair.key(), pair.value());
    if (table.full()) {
      spill();
    }
  }

  /**
   * Writes the entries of a table as a run, and clears the table.
   *
   * @param form makes combinations of this aggregation of those of the table
   */
  <D extends @Nullable Object> void take(CombineTable<K, ?, D> full, Function<D, C> form)
      throws Exception {
    runs.add(HashRun.spill(full, form, workspace));
    full.clear();
  }

  /** The combinations. The cursor takes over: its close frees memory and files. */
  Cursor<Pair<K, C>> combined() throws Exception {
    if (runs.isEmpty()) {
      return new TableCursor<>(table);
    }
    if (table.size() > 0) {
      spill();
    }
    HashMerge<K, C> merge = new HashMerge<>(runs, combining, workspace);
    return new Cursor<>() {
      @Override
      public boolean advance(Sink<? super Pair<K, C>> sink) throws Exception {
        return merge.advance(sink);
      }

      @Override
      public void close() {
        merge.close();
        HashAggregation.this.close();
      }
    };
  }

  @Override
  public void close() {
    table.close();
    runs.forEach(SpillRun::close);
    runs.clear();
  }

  private void spill() throws Exception {
    if (runs.size() == FAN_IN) {
      compact();
    }
    take(table, Function.identity());
  }

  /** Makes one run of all. */
  private void compact() throws Exception {
    SpillRun merged;
    try (HashMerge<K, C> merge = new HashMerge<>(runs, combining, workspace)) {
      merged =
          SpillRun.write(
              workspace,
              1,
              (part, writer) ->
                  merge.forEachRemaining(
                      pair ->
                          HashRun.put(writer, workspace, merge.hash(), pair.key(), pair.value())));
    }
    runs.forEach(SpillRun::close);
    runs.clear();
    runs.add(merged);
  }
}
