package dev.firesteel.executor.spill;

import dev.firesteel.dataset.Pair;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that an object takes, cheaply: it looks at few objects. The first elements of
 * a collection stand for all, so that an element more always counts as more. Not safe for threads.
 */
public final class HeapSize {
  private static final int SAMPLE = 16;
  private static final int DEEPEST = 6;
  private static final int REFERENCE = 8;
  private static final int OBJECT = 16;

  private final Map<Class<?>, List<Field>> references = new HashMap<>();

  /** Bytes, without what is shared, such as classes and enum constants. */
  public long of(@Nullable Object value) {
    return of(value, 0);
  }

  private long of(@Nullable Object value, int depth) {
    if (value == null || value instanceof Enum || value instanceof Class || depth > DEEPEST) {
      return 0;
    }
    if (value instanceof String text) {
      return 48L + text.length();
    }
    if (value instanceof Number || value instanceof Character) {
      return 24;
    }
    if (value instanceof Pair<?, ?> pair) {
      return 24 + of(pair.key(), depth + 1) + of(pair.value(), depth + 1);
    }
    if (value.getClass().isArray()) {
      return array(value, depth);
    }
    if (!value.getClass().getName().startsWith("java.")) {
      return fields(value, depth);
    }
    if (value instanceof Collection<?> collection) {
      int perElement = collection instanceof List ? REFERENCE : 48;
      return 64 + elements(collection, collection.size(), perElement, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return 64
          + elements(map.keySet(), map.size(), 48, depth)
          + elements(map.values(), map.size(), 0, depth);
    }
    return 64;
  }

  private long array(Object array, int depth) {
    int length = Array.getLength(array);
    Class<?> type = array.getClass().getComponentType();
    if (type.isPrimitive()) {
      return OBJECT + (long) length * width(type);
    }
    int taken = Math.min(length, SAMPLE);
    long bytes = 0;
    for (int i = 0; i < taken; i++) {
      bytes += of(Array.get(array, i), depth + 1);
    }
    return OBJECT + (long) length * REFERENCE + scaled(bytes, taken, length);
  }

  private long elements(Iterable<?> elements, int size, int perElement, int depth) {
    int taken = 0;
    long bytes = 0;
    for (Object element : elements) {
      if (taken == SAMPLE) {
        break;
      }
      bytes += of(element, depth + 1);
      taken++;
    }
    return (long) size * perElement + scaled(bytes, taken, size);
  }

  private static long scaled(long bytes, int taken, int size) {
    return taken == 0 ? 0 : (long) ((double) bytes / taken * size);
  }

  private long fields(Object value, int depth) {
    List<Field> fields = references.computeIfAbsent(value.getClass(), HeapSize::referencesOf);
    long bytes = OBJECT + 8L * fields.size() + 16;
    for (Field field : fields) {
      try {
        bytes += of(field.get(value), depth + 1);
      } catch (IllegalAccessException e) {
        bytes += 64;
      }
    }
    return bytes;
  }

  private static List<Field> referencesOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !field.getType().isPrimitive()
            && field.trySetAccessible()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static int width(Class<?> primitive) {
    if (primitive == long.class || primitive == double.class) {
      return 8;
    }
    return primitive == int.class || primitive == float.class ? 4 : 2;
  }
}
