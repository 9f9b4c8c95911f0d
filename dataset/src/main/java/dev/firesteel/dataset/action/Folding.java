package dev.firesteel.dataset.action;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions that combine all elements into one value. */
public final class Folding {
  private Folding() {}

  /** Combines elements two by two; fails on an empty dataset. */
  public static <T extends @Nullable Object> Query<T, List<T>, T> reduce(
      String name, Closure<? extends SerializableBiFunction<T, T, T>> function) {
    return Query.of(
        name,
        new Reduce<>(function),
        parts -> {
          List<T> all = new ArrayList<>();
          for (List<T> part : parts) {
            all.addAll(part);
          }
          if (all.isEmpty()) {
            throw new FiresteelException(
                ErrorCategory.USER,
                "Cannot " + name + ": the dataset is empty (use fold, which has a value for that)");
          }
          T result = all.get(0);
          for (T next : all.subList(1, all.size())) {
            result = function.get().apply(result, next);
          }
          return result;
        });
  }

  /** Combines elements, starting each partition and the whole with a value. */
  public static <T extends @Nullable Object> Query<T, T, T> fold(
      Closure<T> zero, Closure<? extends SerializableBiFunction<T, T, T>> function) {
    return Query.of(
        "fold",
        (elements, task) -> new Fold<T, T>(function.get(), zero.fresh()).all(elements),
        parts -> {
          T result = zero.fresh();
          for (T part : parts) {
            result = function.get().apply(result, part);
          }
          return result;
        });
  }

  /** Adds elements to a state for each partition, then merges the states. */
  public static <T extends @Nullable Object, U extends @Nullable Object> Query<T, U, U> aggregate(
      Closure<? extends SerializableSupplier<? extends U>> zero,
      Closure<? extends SerializableBiFunction<U, ? super T, ? extends U>> add,
      Closure<? extends SerializableBiFunction<U, U, ? extends U>> merge) {
    return Query.of(
        "aggregate",
        (elements, task) -> new Fold<T, U>(add.get(), zero.get().get()).all(elements),
        parts -> {
          U result = zero.get().get();
          for (U part : parts) {
            result = merge.get().apply(result, part);
          }
          return result;
        });
  }

  private static final class Fold<T extends @Nullable Object, U extends @Nullable Object> {
    private final SerializableBiFunction<U, ? super T, ? extends U> add;
    private U state;

    Fold(SerializableBiFunction<U, ? super T, ? extends U> add, U zero) {
      this.add = add;
      this.state = zero;
    }

    U all(Cursor<T> elements) throws Exception {
      elements.forEachRemaining(element -> state = add.apply(state, element));
      return state;
    }
  }

  /** The answer has one element, or none for an empty partition. */
  private static final class Reduce<T extends @Nullable Object>
      implements PartitionFunction<T, List<T>> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableBiFunction<T, T, T>> function;

    Reduce(Closure<? extends SerializableBiFunction<T, T, T>> function) {
      this.function = function;
    }

    @Override
    public List<T> apply(Cursor<T> elements, TaskRuntime task) throws Exception {
      SerializableBiFunction<T, T, T> f = function.get();
      List<T> result = new ArrayList<>(1);
      elements.forEachRemaining(
          element -> {
            if (result.isEmpty()) {
              result.add(element);
            } else {
              result.set(0, f.apply(result.get(0), element));
            }
          });
      return result;
    }
  }
}
