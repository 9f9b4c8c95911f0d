package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first elements of a partition, in order. */
public final class Collecting<T extends @Nullable Object> implements PartitionFunction<T, List<T>> {
  private static final long serialVersionUID = 1L;
  private final int limit;

  private Collecting(int limit) {
    this.limit = limit;
  }

  /** All elements of all partitions. */
  public static <T extends @Nullable Object> Query<T, List<T>, List<T>> all() {
    return Query.of("collect", new Collecting<>(Integer.MAX_VALUE), Collecting::concatenate);
  }

  /** At most {@code limit} elements of each partition. */
  public static <T extends @Nullable Object> Query<T, List<T>, List<T>> first(
      String name, int limit) {
    return Query.of(name, new Collecting<>(limit), Collecting::concatenate);
  }

  @Override
  public List<T> apply(Cursor<T> elements, TaskRuntime task) throws Exception {
    List<T> taken = new ArrayList<>();
    elements.forEachRemaining(
        new Sink<T>() {
          @Override
          public void accept(T element) {
            if (taken.size() < limit) {
              taken.add(element);
            }
          }

          @Override
          public boolean done() {
            return taken.size() >= limit;
          }
        });
    return taken;
  }

  private static <T extends @Nullable Object> List<T> concatenate(List<List<T>> parts) {
    int size = 0;
    for (List<T> part : parts) {
      size += part.size();
    }
    List<T> all = new ArrayList<>(size);
    for (List<T> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
