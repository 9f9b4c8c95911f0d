package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A function of a primitive double to one. It is serialized when it is passed to an operation; what
 * it captures must serialize too.
 */
@FunctionalInterface
public interface SerializableDoubleUnaryOperator extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  double applyAsDouble(double input) throws Exception;
}
