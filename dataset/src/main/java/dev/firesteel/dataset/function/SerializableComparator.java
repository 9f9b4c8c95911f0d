package dev.firesteel.dataset.function;

import dev.firesteel.dataset.lineage.NaturalOrder;
import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An order that serializes. */
@FunctionalInterface
public interface SerializableComparator<A extends @Nullable Object>
    extends Comparator<A>, Serializable {
  /** The order of comparable elements, null first; executors know it and sort faster by it. */
  @SuppressWarnings("unchecked")
  static <A extends @Nullable Object> SerializableComparator<A> natural() {
    return (SerializableComparator<A>) (SerializableComparator<?>) NaturalOrder.ASCENDING;
  }

  /** The reverse of {@link #natural}. */
  @SuppressWarnings("unchecked")
  static <A extends @Nullable Object> SerializableComparator<A> reverse() {
    return (SerializableComparator<A>) (SerializableComparator<?>) NaturalOrder.DESCENDING;
  }
}
