package dev.firesteel.dataset.closure;

import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import java.io.File;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether one copy of a function may serve several tasks: it and all that it holds cannot change.
 * Where that is not certain (arrays, collections, fields that are not final, classes whose fields
 * cannot be seen), the answer is no and each task gets a copy.
 */
final class Shareability {
  private static final int DEEPEST = 16;
  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          Class.class,
          UUID.class,
          URI.class,
          File.class,
          Locale.class,
          Pattern.class,
          Broadcast.class,
          Accumulator.class);

  /** The fields of a class whose values decide; none where any may change. */
  private static final ClassValue<Optional<Field[]>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Optional<Field[]> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private Shareability() {}

  static boolean shareable(@Nullable Object function) {
    return shareable(function, 0);
  }

  private static boolean shareable(@Nullable Object value, int depth) {
    if (value == null || IMMUTABLE.contains(value.getClass()) || value instanceof Enum<?>) {
      return true;
    }
    if (value instanceof Closure<?> closure) {
      return closure.shareable();
    }
    if (depth == DEEPEST) {
      return false;
    }
    if (value instanceof Optional<?> optional) {
      return shareable(optional.orElse(null), depth + 1);
    }
    SerializedLambda lambda = Lambdas.serialized(value);
    if (lambda != null) {
      for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
        if (!shareable(lambda.getCapturedArg(i), depth + 1)) {
          return false;
        }
      }
      return true;
    }
    Field[] fields = FIELDS.get(value.getClass()).orElse(null);
    if (fields == null) {
      return false;
    }
    try {
      for (Field field : fields) {
        if (!shareable(field.get(value), depth + 1)) {
          return false;
        }
      }
      return true;
    } catch (IllegalAccessException e) {
      return false;
    }
  }

  private static Optional<Field[]> fields(Class<?> type) {
    if (type.getPackageName().startsWith("java.time")) {
      return Optional.of(new Field[0]);
    }
    List<Field> deciding = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        boolean fixed = Modifier.isFinal(field.getModifiers()) && !field.getType().isArray();
        if (!fixed || !field.trySetAccessible()) {
          return Optional.empty();
        }
        if (!field.getType().isPrimitive()) {
          deciding.add(field);
        }
      }
    }
    return type.isArray() ? Optional.empty() : Optional.of(deciding.toArray(Field[]::new));
  }
}
