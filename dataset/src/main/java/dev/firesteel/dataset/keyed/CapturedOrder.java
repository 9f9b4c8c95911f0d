package dev.firesteel.dataset.keyed;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableComparator;
import dev.firesteel.dataset.lineage.NaturalOrder;
import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A user's order on its way to tasks. */
public final class CapturedOrder<K extends @Nullable Object>
    implements Comparator<K>, Serializable {
  private static final long serialVersionUID = 1L;
  private final Closure<SerializableComparator<? super K>> order;

  private CapturedOrder(Closure<SerializableComparator<? super K>> order) {
    this.order = order;
  }

  /** Captures an order; the natural one stays as it is, for executors to recognise. */
  public static <K extends @Nullable Object> Comparator<? super K> of(
      String operation, SerializableComparator<? super K> order) {
    return isNatural(order) ? order : new CapturedOrder<>(Closure.capture(operation, order));
  }

  private static boolean isNatural(Object order) {
    return order instanceof NaturalOrder;
  }

  @Override
  public int compare(K a, K b) {
    return order.get().compare(a, b);
  }
}
