package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least elements of a partition by an order, least first; keeps no more than asked for. */
public final class Ordering<T extends @Nullable Object> implements PartitionFunction<T, List<T>> {
  private static final long serialVersionUID = 1L;
  private final Closure<? extends Comparator<? super T>> order;
  private final int limit;

  private Ordering(Closure<? extends Comparator<? super T>> order, int limit) {
    this.order = order;
    this.limit = limit;
  }

  /** The {@code limit} least elements, least first. */
  public static <T extends @Nullable Object> Query<T, List<T>, List<T>> least(
      String name, int limit, Closure<? extends Comparator<? super T>> order) {
    return Query.of(
        name,
        new Ordering<T>(order, limit),
        parts -> {
          List<T> all = new ArrayList<>();
          parts.forEach(all::addAll);
          all.sort(order.get());
          return new ArrayList<>(all.subList(0, Math.min(limit, all.size())));
        });
  }

  @Override
  public List<T> apply(Cursor<T> elements, TaskRuntime task) throws Exception {
    Comparator<? super T> least = order.get();
    List<T> kept = new ArrayList<>();
    int room = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(1024L, 2L * limit));
    elements.forEachRemaining(
        element -> {
          kept.add(element);
          if (kept.size() >= room) {
            cut(kept, least);
          }
        });
    cut(kept, least);
    return kept;
  }

  private void cut(List<T> kept, Comparator<? super T> least) {
    kept.sort(least);
    if (kept.size() > limit) {
      kept.subList(limit, kept.size()).clear();
    }
  }
}
