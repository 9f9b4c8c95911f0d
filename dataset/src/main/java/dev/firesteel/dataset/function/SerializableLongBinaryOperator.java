package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A function of two primitive longs to one. It is serialized when it is passed to an operation;
 * what it captures must serialize too.
 */
@FunctionalInterface
public interface SerializableLongBinaryOperator extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  long applyAsLong(long left, long right) throws Exception;
}
