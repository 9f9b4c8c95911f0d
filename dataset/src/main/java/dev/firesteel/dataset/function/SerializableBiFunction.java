package dev.firesteel.dataset.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments. It is serialized when it is passed to an operation; what it captures
 * must serialize too.
 */
@FunctionalInterface
public interface SerializableBiFunction<
        A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
    extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  C apply(A first, B second) throws Exception;
}
