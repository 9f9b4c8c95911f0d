package dev.firesteel.dataset.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Partitions by order: every key of a partition comes before every key of the next. Equal borders
 * in equal orders make equal partitioners.
 */
public final class RangePartitioner<K extends @Nullable Object> implements Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;
  private final ArrayList<K> borders;
  private final Comparator<? super K> order;

  /**
   * A partitioner.
   *
   * @param partitions number of partitions; those without borders stay empty
   * @param borders in order, the last key of each partition but the last one; serializable
   * @param order the order; serializable
   */
  public RangePartitioner(int partitions, List<K> borders, Comparator<? super K> order) {
    if (borders.size() >= partitions) {
      throw new IllegalArgumentException(
          "Cannot partition: " + borders.size() + " borders for " + partitions + " partitions");
    }
    this.partitions = partitions;
    this.borders = new ArrayList<>(borders);
    this.order = order;
  }

  /** The order. */
  public Comparator<? super K> order() {
    return order;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  public int partition(@Nullable Object key) {
    int from = 0;
    int to = borders.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (order.compare((K) key, borders.get(middle)) <= 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    Object compared = other instanceof SampledPartitioner later ? later.sampled() : other;
    return compared instanceof RangePartitioner<?> that
        && partitions == that.partitions
        && borders.equals(that.borders)
        && order.equals(that.order);
  }

  /** As that of a sampled partitioner, which does not change when it becomes one of these. */
  @Override
  public int hashCode() {
    return partitions;
  }
}
