package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A function of two primitive doubles to one. It is serialized when it is passed to an operation;
 * what it captures must serialize too.
 */
@FunctionalInterface
public interface SerializableDoubleBinaryOperator extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  double applyAsDouble(double left, double right) throws Exception;
}
