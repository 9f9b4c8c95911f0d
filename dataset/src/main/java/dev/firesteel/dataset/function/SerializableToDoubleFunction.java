package dev.firesteel.dataset.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function to a primitive double. It is serialized when it is passed to an operation; what it
 * captures must serialize too.
 */
@FunctionalInterface
public interface SerializableToDoubleFunction<A extends @Nullable Object> extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  double applyAsDouble(A input) throws Exception;
}
