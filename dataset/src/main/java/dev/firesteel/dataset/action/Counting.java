package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** Counts elements. */
public final class Counting<T extends @Nullable Object> implements PartitionFunction<T, Long> {
  private static final long serialVersionUID = 1L;

  /** The number of elements. */
  public static <T extends @Nullable Object> Query<T, Long, Long> count() {
    return Query.of(
        "count",
        new Counting<>(),
        counts -> {
          long sum = 0;
          for (long count : counts) {
            sum += count;
          }
          return sum;
        });
  }

  @Override
  public Long apply(Cursor<T> elements, TaskRuntime task) throws Exception {
    return elements.count();
  }
}
