package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A condition on a primitive double. It is serialized when it is passed to an operation; what it
 * captures must serialize too.
 */
@FunctionalInterface
public interface SerializableDoublePredicate extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  boolean test(double input) throws Exception;
}
