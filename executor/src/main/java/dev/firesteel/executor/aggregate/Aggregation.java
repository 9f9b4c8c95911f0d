package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.primitive.PrimitiveAggregator;
import dev.firesteel.executor.primitive.PairAggregation;
import dev.firesteel.executor.spill.Workspace;
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
    if (aggregator.primitive()) {
      return primitives(pairs, aggregator, workspace);
    }
    return combine(pairs, Combining.values(aggregator), workspace);
  }

  @SuppressWarnings("unchecked") // an aggregator of primitives has keys and values of these types
  private static <
          K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> primitives(
          Cursor<Pair<K, V>> pairs, Aggregator<V, C> aggregator, Workspace workspace)
          throws Exception {
    return (Cursor<Pair<K, C>>)
        (Cursor<?>)
            PairAggregation.aggregate(
                (Cursor<Pair<Long, Number>>) (Cursor<?>) pairs,
                (PrimitiveAggregator<Number>) aggregator,
                workspace);
  }

  /** Combines what comes in for each key, as {@link #aggregate}. */
  public static <K extends @Nullable Object, X extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> combine(
          Cursor<Pair<K, X>> pairs, Combining<X, C> combining, Workspace workspace)
          throws Exception {
    HashAggregation<K, X, C> aggregation = new HashAggregation<>(combining, workspace);
    try (pairs) {
      pairs.forEachRemaining(aggregation::add);
      return aggregation.combined();
    } catch (Throwable e) {
      aggregation.close();
      throw e;
    }
  }
}
