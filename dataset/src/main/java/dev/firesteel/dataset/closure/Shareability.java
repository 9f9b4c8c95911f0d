package dev.firesteel.dataset.closure;

/** Whether one copy of a function may serve several tasks. */
final class Shareability {
  private Shareability() {}

  static boolean shareable(Object function) {
    Class<?> type = function.getClass();
    return type.isSynthetic() && type.getDeclaredFields().length == 0;
  }
}
