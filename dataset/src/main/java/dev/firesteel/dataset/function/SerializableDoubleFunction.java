package dev.firesteel.dataset.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of a primitive double. It is serialized when it is passed to an operation; what it
 * captures must serialize too.
 */
@FunctionalInterface
public interface SerializableDoubleFunction<B extends @Nullable Object> extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  B apply(double input) throws Exception;
}
