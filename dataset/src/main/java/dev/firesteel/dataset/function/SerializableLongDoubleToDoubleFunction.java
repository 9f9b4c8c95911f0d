package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A function of a primitive key and value to a double. It is serialized when it is passed to an
 * operation; what it captures must serialize too.
 */
@FunctionalInterface
public interface SerializableLongDoubleToDoubleFunction extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  double applyAsDouble(long key, double value) throws Exception;
}
