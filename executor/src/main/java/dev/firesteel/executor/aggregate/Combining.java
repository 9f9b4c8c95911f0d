package dev.firesteel.executor.aggregate;

import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.NumberReduction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How what comes in for a key becomes one combination.
 *
 * @param <X> what comes in: values, or combinations of other tasks
 * @param <C> combinations
 */
public interface Combining<X extends @Nullable Object, C extends @Nullable Object> {
  /** The combination of the first. */
  C first(X value) throws Exception;

  /** The combination with one more. */
  C more(C combined, X value) throws Exception;

  /** Two combinations in one; the first came earlier. */
  C combine(C first, C second) throws Exception;

  /** The reduction of boxed numbers that {@code more} is, if it is one that is known. */
  default Optional<NumberReduction> reduction() {
    return Optional.empty();
  }

  /** Of values. */
  static <V extends @Nullable Object, C extends @Nullable Object> Combining<V, C> values(
      Aggregator<V, C> aggregator) {
    return new Combining<>() {
      @Override
      public C first(V value) throws Exception {
        return aggregator.create(value);
      }

      @Override
      public C more(C combined, V value) throws Exception {
        return aggregator.merge(combined, value);
      }

      @Override
      public C combine(C first, C second) throws Exception {
        return aggregator.combine(first, second);
      }

      @Override
      public Optional<NumberReduction> reduction() {
        return aggregator.reduction();
      }
    };
  }

  /** Of combinations. */
  static <C extends @Nullable Object> Combining<C, C> combinations(Aggregator<?, C> aggregator) {
    return new Combining<>() {
      @Override
      public C first(C value) {
        return value;
      }

      @Override
      public C more(C combined, C value) throws Exception {
        return aggregator.combine(combined, value);
      }

      @Override
      public C combine(C first, C second) throws Exception {
        return aggregator.combine(first, second);
      }

      @Override
      public Optional<NumberReduction> reduction() {
        return aggregator.reduction();
      }
    };
  }
}
