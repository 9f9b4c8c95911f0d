package dev.firesteel.executor.sort;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.lineage.NaturalOrder;
import dev.firesteel.serialization.SerializedStrings;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The natural order of keys of one known type, or its reverse, as numbers: keys with different
 * prefixes order as their prefixes do. Null comes first, or last in reverse.
 */
public final class KeyOrder {
  static final long NULL = Long.MIN_VALUE;

  private final Kind kind;
  private final long flip;

  private enum Kind {
    STRING,
    INTEGER,
    LONG,
    DOUBLE
  }

  private KeyOrder(Kind kind, long flip) {
    this.kind = kind;
    this.flip = flip;
  }

  /** The order for keys of the class of {@code key}, if the comparator and the class are known. */
  public static Optional<KeyOrder> of(@Nullable Object key, Comparator<?> order) {
    if (!natural(order) && !reverse(order)) {
      return Optional.empty();
    }
    Kind kind = kindOf(key);
    return kind == null
        ? Optional.empty()
        : Optional.of(new KeyOrder(kind, reverse(order) ? -1 : 0));
  }

  static boolean natural(Comparator<?> order) {
    return order == NaturalOrder.ASCENDING || order == Comparator.naturalOrder();
  }

  static boolean reverse(Comparator<?> order) {
    return order == NaturalOrder.DESCENDING || order == Comparator.reverseOrder();
  }

  private static @Nullable Kind kindOf(@Nullable Object key) {
    if (key == null) {
      return null;
    }
    Class<?> type = key.getClass();
    if (type == String.class) {
      return Kind.STRING;
    }
    if (type == Long.class) {
      return Kind.LONG;
    }
    if (type == Integer.class) {
      return Kind.INTEGER;
    }
    return type == Double.class ? Kind.DOUBLE : null;
  }

  /**
   * The prefix of a key.
   *
   * @throws FiresteelException if the key is of another class than the first
   */
  public long prefix(@Nullable Object key) {
    if (key == null) {
      return NULL ^ flip;
    }
    if (kindOf(key) != kind) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot sort by key: some keys are a "
              + kind.name().toLowerCase(Locale.ROOT)
              + " and one is a "
              + key.getClass().getName()
              + " (give all keys one class, or give an order that compares both)");
    }
    return ascending(key) ^ flip;
  }

  /** Whether different keys may have this prefix. */
  public boolean ambiguous(long prefix) {
    return kind == Kind.STRING || (kind == Kind.LONG && (prefix ^ flip) == NULL);
  }

  /** Compares serialized keys that have the same prefix. */
  public int compare(byte[] a, int aAt, byte[] b, int bAt) {
    int ascending =
        switch (kind) {
          case STRING -> SerializedStrings.compare(a, aAt, b, bAt);
          case LONG -> Boolean.compare(a[aAt] != 0, b[bAt] != 0); // null or the least number
          case INTEGER, DOUBLE -> 0;
        };
    return flip == 0 ? ascending : -ascending;
  }

  private long ascending(Object key) {
    return switch (kind) {
      case STRING -> prefix((String) key);
      case INTEGER -> (Integer) key;
      case LONG -> (Long) key;
      case DOUBLE -> {
        long bits = Double.doubleToLongBits((Double) key);
        yield bits ^ ((bits >> 63) & Long.MAX_VALUE);
      }
    };
  }

  /**
   * The first eight characters, a byte each. A character above Latin-1 counts as 255 and ends the
   * prefix, as does 255 itself: what follows cannot be told apart in a byte.
   */
  private static long prefix(String key) {
    int length = Math.min(8, key.length());
    long prefix = 0;
    for (int i = 0; i < length; i++) {
      int c = key.charAt(i);
      if (c >= 255) {
        prefix |= 255L << (56 - 8 * i);
        break;
      }
      prefix |= (long) c << (56 - 8 * i);
    }
    return prefix ^ Long.MIN_VALUE;
  }
}
