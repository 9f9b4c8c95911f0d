package dev.firesteel.dataset.lineage;

import dev.firesteel.dataset.function.SerializableComparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of comparable keys, recognisable by the executor, which then compares binary prefixes.
 * Null comes before all others.
 */
public enum NaturalOrder implements SerializableComparator<@Nullable Object> {
  /** Least first. */
  ASCENDING {
    @Override
    public int compare(@Nullable Object a, @Nullable Object b) {
      return compareAscending(a, b);
    }

    @Override
    public NaturalOrder reversed() {
      return DESCENDING;
    }
  },
  /** Greatest first, null last. */
  DESCENDING {
    @Override
    public int compare(@Nullable Object a, @Nullable Object b) {
      return compareAscending(b, a);
    }

    @Override
    public NaturalOrder reversed() {
      return ASCENDING;
    }
  };

  @Override
  public abstract NaturalOrder reversed();

  @SuppressWarnings("unchecked")
  private static int compareAscending(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    return ((Comparable<Object>) a).compareTo(b);
  }
}
