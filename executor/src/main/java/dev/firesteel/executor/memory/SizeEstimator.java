package dev.firesteel.executor.memory;

import dev.firesteel.dataset.Pair;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much heap an object and all that it refers to take, in bytes. Safe for any thread.
 *
 * <p>Assumes a 64-bit JVM with compressed references: headers of 12 bytes (arrays 16), references
 * of 4, objects aligned to 8. Strings, boxed numbers, primitive arrays, collections and maps of the
 * JDK are known by rule, at once; other objects, records too, are walked by their fields, each
 * object once. Of arrays and collections of more than {@value #SAMPLE} elements, {@value #SAMPLE}
 * evenly spread ones stand for all. Classes, enum constants, threads and class loaders are shared
 * and count nothing. Fields that the JDK hides count as a reference each. The walk ends after
 * {@value #MOST} objects; what is left counts as nothing.
 */
public final class SizeEstimator {
  private static final int SAMPLE = 32;
  private static final int MOST = 10_000;
  private static final int HEADER = 12;
  private static final int REFERENCE = 4;
  private static final int HIDDEN = 32;

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private static final int PAIR = 24;

  private SizeEstimator() {}

  /** Bytes of an object with all that it refers to; 0 for null. */
  public static long estimate(@Nullable Object value) {
    long known = known(value);
    return known >= 0 ? known : new Walk().total(value);
  }

  /**
   * Bytes to reckon with while a task works with an object. What had to be walked counts a quarter
   * more than its {@link #estimate}: collections that grow have room to spare and leave their old
   * arrays to the garbage collector.
   */
  public static long atWork(@Nullable Object value) {
    long known = known(value);
    if (known >= 0) {
      return known;
    }
    long walked = new Walk().total(value);
    return walked + walked / 4;
  }

  /** Bytes of what need not be walked, or -1. */
  private static long known(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Pair<?, ?> pair) {
      long key = pair.key() == null ? 0 : simple(pair.key());
      long second = pair.value() == null ? 0 : simple(pair.value());
      return key >= 0 && second >= 0 ? PAIR + key + second : -1;
    }
    return simple(value);
  }

  /** Bytes of an object that refers to nothing else, or -1. */
  private static long simple(Object value) {
    if (value instanceof String s) {
      return string(s);
    }
    if (value instanceof Long || value instanceof Double) {
      return 24;
    }
    if (value instanceof Integer
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Boolean
        || value instanceof Character) {
      return 16;
    }
    Class<?> type = value.getClass();
    if (type.isArray() && type.getComponentType().isPrimitive()) {
      return aligned(16 + (long) Array.getLength(value) * width(type.getComponentType()));
    }
    return -1;
  }

  /** A string's bytes: one a character if the first ones are Latin, else two. */
  private static long string(String s) {
    int wide = 1;
    for (int i = 0, n = Math.min(s.length(), 16); i < n; i++) {
      if (s.charAt(i) > 0xff) {
        wide = 2;
      }
    }
    return 24 + aligned(16 + (long) s.length() * wide);
  }

  private static long aligned(long bytes) {
    return (bytes + 7) & ~7L;
  }

  private static int width(Class<?> primitive) {
    return switch (primitive.getName()) {
      case "long", "double" -> 8;
      case "int", "float" -> 4;
      case "short", "char" -> 2;
      default -> 1;
    };
  }

  /** The own size of a class's objects and the fields to follow. */
  private record Shape(long bytes, List<Field> references) {
    static Shape of(Class<?> type) {
      long bytes = HEADER;
      List<Field> references = new ArrayList<>();
      for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())) {
            continue;
          }
          if (field.getType().isPrimitive()) {
            bytes += width(field.getType());
          } else {
            bytes += REFERENCE;
            if (field.trySetAccessible()) {
              references.add(field);
            }
          }
        }
      }
      return new Shape(aligned(bytes), references);
    }
  }

  /** One walk over a graph of objects. */
  private static final class Walk {
    private final Deque<Weighted> open = new ArrayDeque<>();
    private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    private double bytes;

    /** An object that stands for {@code weight} objects like it. */
    private record Weighted(Object value, double weight) {}

    long total(@Nullable Object root) {
      visit(root, 1);
      while (!open.isEmpty() && seen.size() < MOST) {
        Weighted next = open.pop();
        expand(next.value(), next.weight());
      }
      return (long) Math.ceil(bytes);
    }

    private void visit(@Nullable Object value, double weight) {
      if (value == null
          || value instanceof Class<?>
          || value instanceof Enum<?>
          || value instanceof ClassLoader
          || value instanceof Thread) {
        return;
      }
      long simple = simple(value);
      if (simple >= 0) {
        if (!(value instanceof String s) || seen.put(s, true) == null) {
          bytes += simple * weight;
        }
      } else if (seen.put(value, true) == null) {
        open.push(new Weighted(value, weight));
      }
    }

    private void expand(Object value, double weight) {
      if (value instanceof Object[] array) {
        bytes += weight * aligned(16 + (long) array.length * REFERENCE);
        sample(array, weight);
      } else if (value instanceof Collection<?> elements && ofJdk(value)) {
        bytes += weight * (64 + (long) elements.size() * (value instanceof List ? 4 : 40));
        sample(elements, elements.size(), weight);
      } else if (value instanceof Map<?, ?> map && ofJdk(value)) {
        bytes += weight * (64 + (long) map.size() * 40);
        sample(map.keySet(), map.size(), weight);
        sample(map.values(), map.size(), weight);
      } else {
        fields(value, weight);
      }
    }

    private void fields(Object value, double weight) {
      Shape shape = SHAPES.get(value.getClass());
      bytes += weight * shape.bytes();
      if (shape.references().isEmpty() && ofJdk(value)) {
        bytes += weight * HIDDEN;
      }
      for (Field field : shape.references()) {
        try {
          visit(field.get(value), weight);
        } catch (IllegalAccessException e) {
          bytes += weight * HIDDEN;
        }
      }
    }

    private void sample(Object[] array, double weight) {
      int step = Math.max(1, array.length / SAMPLE);
      int taken = Math.min(array.length, SAMPLE);
      for (int i = 0, at = 0; i < taken; i++, at += step) {
        visit(array[at], weight * array.length / taken);
      }
    }

    private void sample(Iterable<?> elements, int size, double weight) {
      int taken = Math.min(size, SAMPLE);
      int i = 0;
      for (Object element : elements) {
        if (i++ == taken) {
          return;
        }
        visit(element, weight * size / taken);
      }
    }

    private static boolean ofJdk(Object value) {
      return value.getClass().getName().startsWith("java.");
    }
  }
}
