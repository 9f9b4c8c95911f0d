package dev.firesteel.api.split;

import org.jspecify.annotations.Nullable;

/**
 * Takes elements one by one: the push side of a partition's pipeline. Used by one thread at a time.
 *
 * @param <T> the elements' type
 */
@FunctionalInterface
public interface Sink<T extends @Nullable Object> {
  /** Takes one element. */
  void accept(T element) throws Exception;

  /** Takes a {@code long} without a box, where both ends know it; boxes it otherwise. */
  @SuppressWarnings("unchecked")
  default void acceptLong(long element) throws Exception {
    ((Sink<Object>) (Sink<?>) this).accept(element);
  }

  /** Takes a {@code double} without a box, where both ends know it; boxes it otherwise. */
  @SuppressWarnings("unchecked")
  default void acceptDouble(double element) throws Exception {
    ((Sink<Object>) (Sink<?>) this).accept(element);
  }

  /** Whether further elements would be ignored; a source may stop then, and need not. */
  default boolean done() {
    return false;
  }
}
