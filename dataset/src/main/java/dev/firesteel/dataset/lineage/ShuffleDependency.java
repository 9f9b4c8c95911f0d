package dev.firesteel.dataset.lineage;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Each partition needs a part of every partition of the parent: the border between two stages.
 *
 * <p>The reading side gets, by what is set: with an aggregator one pair per key, with an ordering
 * pairs sorted by key, with neither the pairs as they come (those of one map task in their order).
 *
 * @param <K> keys
 * @param <V> values written by the parent
 * @param <C> values read: combined ones with an aggregator, else the same as V
 */
public final class ShuffleDependency<
        K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
    implements Dependency, Serializable {
  private static final long serialVersionUID = 1L;

  private final int id;
  private final transient @Nullable Node<Pair<K, V>> parent;
  private final Partitioner partitioner;
  private final @Nullable Aggregator<V, C> aggregator;
  private final MapSideCombine combine;
  private final @Nullable Comparator<? super K> ordering;

  /** Whether map tasks combine the values of a key before they write them. */
  public enum MapSideCombine {
    /** They do: fewer records travel. */
    YES,
    /** They do not: combining would not shrink anything, as in grouping. */
    NO
  }

  /** A shuffle of the parent's pairs. The ordering must be serializable. */
  public ShuffleDependency(
      ShuffleId id,
      Node<Pair<K, V>> parent,
      Partitioner partitioner,
      @Nullable Aggregator<V, C> aggregator,
      MapSideCombine combine,
      @Nullable Comparator<? super K> ordering) {
    this.id = id.value();
    this.parent = parent;
    this.partitioner = partitioner;
    this.aggregator = aggregator;
    this.combine = aggregator == null ? MapSideCombine.NO : combine;
    this.ordering = ordering;
  }

  /** The shuffle's id. */
  public ShuffleId id() {
    return new ShuffleId(id);
  }

  /** The parent. Driver only. */
  @Override
  public Node<Pair<K, V>> parent() {
    return Objects.requireNonNull(parent, "only the driver knows a shuffle's parent");
  }

  /** Which key goes to which partition. */
  public Partitioner partitioner() {
    return partitioner;
  }

  /** How values of a key are combined, if they are. */
  public Optional<Aggregator<V, C>> aggregator() {
    return Optional.ofNullable(aggregator);
  }

  /** Whether pairs are combined and travel as primitives. */
  public boolean primitive() {
    return aggregator != null
        && aggregator.primitive()
        && combine == MapSideCombine.YES
        && ordering == null
        && partitioner instanceof HashPartitioner;
  }

  /** Whether map tasks combine. */
  public MapSideCombine combine() {
    return combine;
  }

  /** The order of keys within a partition, if there is one. */
  public Optional<Comparator<? super K>> ordering() {
    return Optional.ofNullable(ordering);
  }
}
