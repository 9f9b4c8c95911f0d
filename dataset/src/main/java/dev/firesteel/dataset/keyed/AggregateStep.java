package dev.firesteel.dataset.keyed;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.Step;
import org.jspecify.annotations.Nullable;

/** Combines by key what is already placed by key: no shuffle. */
public final class AggregateStep<
        K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
    implements Step<Pair<K, V>, Pair<K, C>> {
  private static final long serialVersionUID = 1L;
  private final Aggregator<V, C> aggregator;

  /** By an aggregator. */
  public AggregateStep(Aggregator<V, C> aggregator) {
    this.aggregator = aggregator;
  }

  @Override
  public Cursor<Pair<K, C>> over(Cursor<Pair<K, V>> parent, int partition, TaskRuntime task)
      throws Exception {
    return task.aggregate(parent, aggregator);
  }
}
