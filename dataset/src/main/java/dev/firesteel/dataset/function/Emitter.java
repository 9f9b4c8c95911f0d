package dev.firesteel.dataset.function;

import dev.firesteel.api.split.Sink;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A function to any number of outputs, pushed one by one; the fastest form of a flat map. */
@FunctionalInterface
public interface Emitter<A extends @Nullable Object, B extends @Nullable Object>
    extends Serializable {
  /** Pushes the outputs for one input. */
  void emit(A input, Sink<? super B> out) throws Exception;
}
