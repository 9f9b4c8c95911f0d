package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A function of a primitive long to a primitive double. It is serialized when it is passed to an
 * operation; what it captures must serialize too.
 */
@FunctionalInterface
public interface SerializableLongToDoubleFunction extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  double applyAsDouble(long input) throws Exception;
}
