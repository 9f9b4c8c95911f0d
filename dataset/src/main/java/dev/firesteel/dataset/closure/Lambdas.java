package dev.firesteel.dataset.closure;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a serializable lambda says of itself. */
final class Lambdas {
  private static final ClassValue<Optional<Method>> WRITERS =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          return writer(type);
        }
      };

  private Lambdas() {}

  /** The lambda's captured arguments and origin; null if the object is no serializable lambda. */
  static @Nullable SerializedLambda serialized(Object function) {
    if (!(function instanceof Serializable) || !function.getClass().isHidden()) {
      return null;
    }
    Method writer = WRITERS.get(function.getClass()).orElse(null);
    if (writer == null) {
      return null;
    }
    try {
      return writer.invoke(function) instanceof SerializedLambda lambda ? lambda : null;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return null;
    }
  }

  private static Optional<Method> writer(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod("writeReplace");
      return method.trySetAccessible() ? Optional.of(method) : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }
}
