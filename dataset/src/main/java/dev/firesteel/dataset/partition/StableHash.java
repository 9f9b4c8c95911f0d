package dev.firesteel.dataset.partition;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Pair;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hash codes that are the same in every JVM: {@code hashCode()} where that depends on the value
 * only, by name for enums, and of their elements for pairs, lists and records.
 */
final class StableHash {
  private static final ClassValue<Kind> KINDS =
      new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
          return kind(type);
        }
      };

  private static final ClassValue<Method[]> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getAccessor)
              .filter(AccessibleObject::trySetAccessible)
              .toArray(Method[]::new);
        }
      };

  private StableHash() {}

  private enum Kind {
    VALUE,
    ENUM,
    LIST,
    RECORD,
    IDENTITY
  }

  static int of(@Nullable Object key) {
    if (key == null) {
      return 0;
    }
    if (key instanceof String || key instanceof Long || key instanceof Integer) {
      return key.hashCode();
    }
    if (key instanceof Pair<?, ?> pair) {
      return 31 * of(pair.key()) + of(pair.value());
    }
    return switch (KINDS.get(key.getClass())) {
      case VALUE -> key.hashCode();
      case ENUM -> ((Enum<?>) key).name().hashCode();
      case LIST -> list((List<?>) key);
      case RECORD -> record(key);
      case IDENTITY -> throw refused(key);
    };
  }

  private static Kind kind(Class<?> type) {
    if (Enum.class.isAssignableFrom(type)) {
      return Kind.ENUM;
    }
    try {
      if (type.isArray() || type.getMethod("hashCode").getDeclaringClass() == Object.class) {
        return Kind.IDENTITY;
      }
      if (List.class.isAssignableFrom(type)) {
        return Kind.LIST;
      }
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          if (unstable(component.getType())) {
            return Kind.RECORD;
          }
        }
      }
      return Kind.VALUE;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a component of this type may hold something whose own hash code is not stable. */
  private static boolean unstable(Class<?> type) {
    return !type.isPrimitive()
        && type != String.class
        && !Number.class.isAssignableFrom(type)
        && type != Boolean.class
        && type != Character.class;
  }

  private static int list(List<?> list) {
    int hash = 1;
    for (Object element : list) {
      hash = 31 * hash + of(element);
    }
    return hash;
  }

  private static int record(Object key) {
    int hash = 0;
    try {
      for (Method accessor : ACCESSORS.get(key.getClass())) {
        hash = 31 * hash + of(accessor.invoke(key));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessor failed: " + e, e);
    }
    return hash;
  }

  private static FiresteelException refused(Object key) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot place a key of type "
            + key.getClass().getTypeName()
            + ": its hash code says nothing about its value ("
            + (key.getClass().isArray()
                ? "use a List or a String as key"
                : "define equals and hashCode, or use a record")
            + ")");
  }
}
