package dev.firesteel.dataset.lineage;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one key become one. {@code merge} and {@code combine} may change and return
 * their first argument.
 *
 * @param <V> the values' type
 * @param <C> the type of what they are combined into
 */
public interface Aggregator<V extends @Nullable Object, C extends @Nullable Object>
    extends Serializable {
  /** A combination of one value. */
  C create(V value) throws Exception;

  /** A combination with one more value. */
  C merge(C combined, V value) throws Exception;

  /** Two combinations in one; values of {@code first} came earlier. */
  C combine(C first, C second) throws Exception;

  /**
   * Whether keys are longs, values of 64 bits, and this a {@link
   * dev.firesteel.dataset.primitive.PrimitiveAggregator}. Asked so that a job without primitives
   * loads no class of theirs.
   */
  default boolean primitive() {
    return false;
  }

  /**
   * The reduction of boxed numbers that {@code merge} and {@code combine} are, if executors know
   * it; they need not call these then.
   */
  default Optional<NumberReduction> reduction() {
    return Optional.empty();
  }
}
