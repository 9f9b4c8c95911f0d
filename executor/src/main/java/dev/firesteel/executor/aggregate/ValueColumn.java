package dev.firesteel.executor.aggregate;

import dev.firesteel.dataset.lineage.NumberReduction;
import org.jspecify.annotations.Nullable;

/**
 * The combinations of a table by slot. While all of them are numbers of one kind they are kept
 * unboxed, side by side: an update then reads and writes one place in memory, where a box would
 * have to be fetched from wherever it was allocated.
 */
final class ValueColumn {
  private Kind kind = Kind.UNKNOWN;
  private long[] numbers = new long[0];
  private @Nullable Object[] objects = new @Nullable Object[0];
  private int capacity;

  private enum Kind {
    UNKNOWN(null),
    LONG(Long.class),
    INTEGER(Integer.class),
    DOUBLE(Double.class),
    OBJECT(null);

    /** The class of the numbers, if they are. */
    final @Nullable Class<?> box;

    Kind(@Nullable Class<?> box) {
      this.box = box;
    }
  }

  ValueColumn(int capacity) {
    this.capacity = capacity;
  }

  @Nullable Object get(int slot) {
    return switch (kind) {
      case LONG -> numbers[slot];
      case INTEGER -> (int) numbers[slot];
      case DOUBLE -> Double.longBitsToDouble(numbers[slot]);
      case OBJECT -> objects[slot];
      case UNKNOWN -> null;
    };
  }

  void set(int slot, @Nullable Object value) {
    if (kind == Kind.LONG && value instanceof Long number) {
      numbers[slot] = number;
    } else if (kind == Kind.INTEGER && value instanceof Integer number) {
      numbers[slot] = number;
    } else if (kind == Kind.DOUBLE && value instanceof Double number) {
      numbers[slot] = Double.doubleToRawLongBits(number);
    } else if (kind == Kind.OBJECT) {
      objects[slot] = value;
    } else {
      change(kindOf(value));
      set(slot, value);
    }
  }

  /**
   * Reduces a used slot's number by a further one, both unboxed.
   *
   * @return false, with nothing done, if this column or the value is of another class than the
   *     reduction's
   */
  boolean reduce(int slot, @Nullable Object value, NumberReduction reduction) {
    if (kind.box != reduction.box()) {
      return false;
    }
    long bits;
    if (kind == Kind.DOUBLE && value instanceof Double number) {
      bits = Double.doubleToRawLongBits(number);
    } else if (kind == Kind.LONG && value instanceof Long number) {
      bits = number;
    } else if (kind == Kind.INTEGER && value instanceof Integer number) {
      bits = number;
    } else {
      return false;
    }
    numbers[slot] = reduction.apply(numbers[slot], bits);
    return true;
  }

  /** Whether what is kept takes no memory beside this column. */
  boolean unboxed() {
    return kind != Kind.OBJECT;
  }

  /** A column of the same kind and another capacity, for a table that grows. */
  ValueColumn emptyLike(int newCapacity) {
    ValueColumn other = new ValueColumn(newCapacity);
    if (kind != Kind.UNKNOWN) {
      other.change(kind);
    }
    return other;
  }

  /** Takes over a value of a column of the same kind. */
  void move(int slot, ValueColumn from, int fromSlot) {
    if (kind == Kind.OBJECT) {
      objects[slot] = from.objects[fromSlot];
    } else if (kind != Kind.UNKNOWN) {
      numbers[slot] = from.numbers[fromSlot];
    }
  }

  private static Kind kindOf(@Nullable Object value) {
    if (value instanceof Long) {
      return Kind.LONG;
    }
    if (value instanceof Integer) {
      return Kind.INTEGER;
    }
    return value instanceof Double ? Kind.DOUBLE : Kind.OBJECT;
  }

  /** The first value decides the kind; one of another kind makes all objects. */
  private void change(Kind wanted) {
    if (kind == Kind.UNKNOWN && wanted != Kind.OBJECT) {
      numbers = new long[capacity];
      kind = wanted;
      return;
    }
    @Nullable Object[] boxed = new @Nullable Object[capacity];
    if (kind != Kind.UNKNOWN) {
      for (int slot = 0; slot < capacity; slot++) {
        boxed[slot] = get(slot);
      }
    }
    objects = boxed;
    numbers = new long[0];
    kind = Kind.OBJECT;
  }
}
