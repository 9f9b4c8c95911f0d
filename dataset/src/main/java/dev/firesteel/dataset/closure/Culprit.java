package dev.firesteel.dataset.closure;

import java.io.NotSerializableException;
import org.jspecify.annotations.Nullable;

/** Names what keeps a function from being serialized. */
final class Culprit {
  private Culprit() {}

  static String describe(@Nullable Object function, NotSerializableException failure) {
    return (function == null ? "null" : function.getClass().getName())
        + " captures a "
        + failure.getMessage()
        + ", which does not serialize";
  }
}
