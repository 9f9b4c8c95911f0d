package dev.firesteel.dataset.keyed;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.Step;
import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Sorts what is in the right partition already. */
public final class SortStep<K extends @Nullable Object, V extends @Nullable Object>
    implements Step<Pair<K, V>, Pair<K, V>> {
  private static final long serialVersionUID = 1L;
  private final Comparator<? super K> order;

  /** By a serializable order. */
  public SortStep(Comparator<? super K> order) {
    this.order = order;
  }

  @Override
  public Cursor<Pair<K, V>> over(Cursor<Pair<K, V>> parent, int partition, TaskRuntime task)
      throws Exception {
    Comparator<Pair<K, V>> byKey =
        (Comparator<Pair<K, V>> & Serializable) (a, b) -> order.compare(a.key(), b.key());
    return task.sort(parent, byKey);
  }
}
