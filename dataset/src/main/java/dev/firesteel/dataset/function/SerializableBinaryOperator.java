package dev.firesteel.dataset.function;

import org.jspecify.annotations.Nullable;

/**
 * Combines two values into one; for reductions it must be associative and, except where said,
 * commutative.
 */
@FunctionalInterface
public interface SerializableBinaryOperator<A extends @Nullable Object>
    extends SerializableBiFunction<A, A, A> {}
