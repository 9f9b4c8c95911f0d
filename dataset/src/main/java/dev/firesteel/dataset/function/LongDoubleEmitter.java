package dev.firesteel.dataset.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A function to any number of pairs of primitives, pushed one by one. */
@FunctionalInterface
public interface LongDoubleEmitter<A extends @Nullable Object> extends Serializable {
  /** Pushes the pairs for one input; an exception fails the task, which is then tried again. */
  void emit(A input, LongDoubleSink out) throws Exception;
}
