package dev.firesteel.dataset.function;

import java.io.Serializable;

/**
 * A condition on a primitive key and value. It is serialized when it is passed to an operation;
 * what it captures must serialize too.
 */
@FunctionalInterface
public interface SerializableLongDoublePredicate extends Serializable {
  /** Whether the pair meets it; an exception fails the task, which is then tried again. */
  boolean test(long key, double value) throws Exception;
}
