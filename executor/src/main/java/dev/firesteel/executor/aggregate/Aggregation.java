package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.executor.spill.Workspace;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Combines values by key. Used by the task's own thread. */
public final class Aggregation {
  private Aggregation() {}

  /**
   * Combines the values of each key. Consumes and closes the pairs. Keys come in no defined order;
   * the cursor's close frees memory and files.
   */
  public static <K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> aggregate(
          Cursor<Pair<K, V>> pairs, Aggregator<V, C> aggregator, Workspace workspace)
          throws Exception {
    Map<K, C> table = new HashMap<>();
    try (pairs) {
      pairs.forEachRemaining(
          pair ->
              table.put(
                  pair.key(),
                  table.containsKey(pair.key())
                      ? aggregator.merge(table.get(pair.key()), pair.value())
                      : aggregator.create(pair.value())));
    }
    Iterator<Map.Entry<K, C>> entries = table.entrySet().iterator();
    return sink -> {
      if (!entries.hasNext()) {
        return false;
      }
      Map.Entry<K, C> entry = entries.next();
      sink.accept(Pair.of(entry.getKey(), entry.getValue()));
      return true;
    };
  }
}
