package dev.firesteel.dataset.closure;

import java.io.NotSerializableException;

/** Names what keeps a function from being serialized. */
final class Culprit {
  private Culprit() {}

  static String describe(Object function, NotSerializableException failure) {
    return function.getClass().getName()
        + " captures a "
        + failure.getMessage()
        + ", which does not serialize";
  }
}
