package dev.firesteel.dataset.partition;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Pair;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hash codes that are the same in every JVM: {@code hashCode()} where that depends on the value
 * only, by name for enums, and of their elements for pairs, lists, sets, maps, optionals and
 * records.
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
    SET,
    MAP,
    OPTIONAL,
    RECORD,
    IDENTITY
  }

  /** What becomes of objects whose hash code says nothing about their value. */
  private enum Identity {
    REFUSED,
    IGNORED
  }

  /** A key's hash code; throws if it has none. */
  static int of(@Nullable Object key) {
    return of(key, Identity.REFUSED);
  }

  /** An element's hash code; arrays count by content, and objects that have none as 0. */
  static int ofAny(@Nullable Object element) {
    return of(element, Identity.IGNORED);
  }

  private static int of(@Nullable Object key, Identity identity) {
    if (key == null) {
      return 0;
    }
    if (key instanceof String || key instanceof Long || key instanceof Integer) {
      return key.hashCode();
    }
    if (key instanceof Pair<?, ?> pair) {
      return 31 * of(pair.key(), identity) + of(pair.value(), identity);
    }
    return switch (KINDS.get(key.getClass())) {
      case VALUE -> key.hashCode();
      case ENUM -> ((Enum<?>) key).name().hashCode();
      case LIST -> list((List<?>) key, identity);
      case SET -> set((Set<?>) key, identity);
      case MAP -> map((Map<?, ?>) key, identity);
      case OPTIONAL -> of(((Optional<?>) key).orElse(null), identity);
      case RECORD -> record(key, identity);
      case IDENTITY -> {
        if (identity == Identity.REFUSED) {
          throw refused(key);
        }
        yield key.getClass().isArray() ? array(key, identity) : 0;
      }
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
      if (Set.class.isAssignableFrom(type)) {
        return Kind.SET;
      }
      if (Map.class.isAssignableFrom(type)) {
        return Kind.MAP;
      }
      if (type == Optional.class) {
        return Kind.OPTIONAL;
      }
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          if (unstable(component.getType())) {
            return Kind.RECORD;
          }
        }
      }
      warnOfEnums(type);
      return Kind.VALUE;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Says once for each class that its hash code may differ from JVM to JVM. Whether it does only
   * its code knows, so such keys are not refused.
   */
  private static void warnOfEnums(Class<?> type) {
    for (@Nullable Class<?> c = type; c != null && !jdk(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getType().isEnum() && !Modifier.isStatic(field.getModifiers())) {
          System.getLogger(HashPartitioner.class.getName())
              .log(
                  System.Logger.Level.WARNING,
                  "Keys of "
                      + type.getName()
                      + " have a field of enum "
                      + field.getType().getName()
                      + ": if their hashCode() includes it, equal keys are placed differently by"
                      + " each JVM and results are wrong (use the enum's name() in hashCode(), or"
                      + " make the class a record)");
          return;
        }
      }
    }
  }

  private static boolean jdk(Class<?> type) {
    return type.getName().startsWith("java.");
  }

  /** Whether a component of this type may hold something whose own hash code is not stable. */
  private static boolean unstable(Class<?> type) {
    return !type.isPrimitive()
        && type != String.class
        && !Number.class.isAssignableFrom(type)
        && type != Boolean.class
        && type != Character.class;
  }

  private static int list(List<?> list, Identity identity) {
    int hash = 1;
    for (Object element : list) {
      hash = 31 * hash + of(element, identity);
    }
    return hash;
  }

  private static int set(Set<?> set, Identity identity) {
    int hash = 0;
    for (Object element : set) {
      hash += of(element, identity);
    }
    return hash;
  }

  private static int map(Map<?, ?> map, Identity identity) {
    int hash = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      hash += of(entry.getKey(), identity) ^ of(entry.getValue(), identity);
    }
    return hash;
  }

  private static int array(Object array, Identity identity) {
    return array instanceof Object[] objects
        ? list(Arrays.asList(objects), identity)
        : Arrays.deepHashCode(new Object[] {array});
  }

  private static int record(Object key, Identity identity) {
    int hash = 0;
    try {
      for (Method accessor : ACCESSORS.get(key.getClass())) {
        hash = 31 * hash + of(accessor.invoke(key), identity);
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
