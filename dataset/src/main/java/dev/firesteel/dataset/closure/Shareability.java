package dev.firesteel.dataset.closure;

import org.jspecify.annotations.Nullable;

/** Whether one copy of a function may serve several tasks. */
final class Shareability {
  private Shareability() {}

  static boolean shareable(@Nullable Object function) {
    if (function == null) {
      return true;
    }
    Class<?> type = function.getClass();
    return type.isSynthetic() && type.getDeclaredFields().length == 0;
  }
}
