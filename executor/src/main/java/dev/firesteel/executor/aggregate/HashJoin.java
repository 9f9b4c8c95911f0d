package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.executor.spill.Workspace;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Joins by a table of the right side, through which the left one is streamed. If memory does not
 * hold the table, both sides are grouped by key instead, on disk. Used by the task's own thread.
 */
public final class HashJoin {
  private HashJoin() {}

  /**
   * Joins two sides, as {@link dev.firesteel.dataset.lineage.TaskRuntime#join} says. The cursor's
   * close frees memory and files.
   */
  public static <
          K extends @Nullable Object,
          V extends @Nullable Object,
          W extends @Nullable Object,
          R extends @Nullable Object>
      Cursor<Pair<K, R>> join(
          Callable<Cursor<Pair<K, V>>> left,
          Callable<Cursor<Pair<K, W>>> right,
          JoinKind kind,
          Workspace workspace)
          throws Exception {
    RightSide<K> table = new RightSide<>(workspace);
    try {
      try (Cursor<Pair<K, W>> pairs = right.call()) {
        pairs.forEachRemaining(table::add);
      }
      return table.joined(left.call(), kind);
    } catch (Throwable e) {
      table.close();
      throw e;
    }
  }
}
