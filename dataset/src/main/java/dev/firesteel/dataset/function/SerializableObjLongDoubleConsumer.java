package dev.firesteel.dataset.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Adds a primitive key and value to a state. It is serialized when it is passed to an operation;
 * what it captures must serialize too.
 */
@FunctionalInterface
public interface SerializableObjLongDoubleConsumer<U extends @Nullable Object>
    extends Serializable {
  /** Changes the state; an exception fails the task, which is then tried again. */
  void accept(U state, long key, double value) throws Exception;
}
