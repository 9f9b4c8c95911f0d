package dev.firesteel.dataset.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A maker of values. It is serialized when it is passed to an operation; what it captures must
 * serialize too.
 */
@FunctionalInterface
public interface SerializableSupplier<A extends @Nullable Object> extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  A get() throws Exception;
}
