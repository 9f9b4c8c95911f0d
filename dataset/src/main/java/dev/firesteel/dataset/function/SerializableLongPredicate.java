package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A condition on a primitive long. It is serialized when it is passed to an operation; what it
 * captures must serialize too.
 */
@FunctionalInterface
public interface SerializableLongPredicate extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  boolean test(long input) throws Exception;
}
