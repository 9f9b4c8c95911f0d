package dev.firesteel.dataset.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An effect on one element. It is serialized when it is passed to an operation; what it captures
 * must serialize too.
 */
@FunctionalInterface
public interface SerializableConsumer<A extends @Nullable Object> extends Serializable {
  /** Applies this function; an exception fails the task, which is then tried again. */
  void accept(A input) throws Exception;
}
