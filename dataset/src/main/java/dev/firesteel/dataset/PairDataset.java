package dev.firesteel.dataset;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializablePredicate;
import dev.firesteel.dataset.keyed.AggregateStep;
import dev.firesteel.dataset.keyed.Aggregators;
import dev.firesteel.dataset.keyed.ShuffleNode;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.ShuffleDependency.MapSideCombine;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.step.Keys;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of keys and values. Keys and values may be null. Keys need {@code equals} and {@code
 * hashCode} by value; arrays are refused as keys.
 *
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public final class PairDataset<K extends @Nullable Object, V extends @Nullable Object>
    extends Dataset<Pair<K, V>> {
  PairDataset(Session session, Node<Pair<K, V>> node) {
    super(session, node);
  }

  /** A dataset of pairs with the operations by key. */
  public static <K extends @Nullable Object, V extends @Nullable Object> PairDataset<K, V> of(
      Dataset<Pair<K, V>> pairs) {
    return new PairDataset<>(pairs.session, pairs.node);
  }

  @Override
  public PairDataset<K, V> filter(SerializablePredicate<? super Pair<K, V>> condition) {
    return of(super.filter(condition));
  }

  /** One value for each key, combined by an associative and commutative function. */
  public PairDataset<K, V> reduceByKey(SerializableBinaryOperator<V> function) {
    return reduceByKey(function, placement());
  }

  /** Like {@link #reduceByKey(SerializableBinaryOperator)} into so many partitions. */
  public PairDataset<K, V> reduceByKey(SerializableBinaryOperator<V> function, int partitions) {
    return reduceByKey(function, new HashPartitioner(partitions));
  }

  /** Like {@link #reduceByKey(SerializableBinaryOperator)} placed by a partitioner. */
  public PairDataset<K, V> reduceByKey(
      SerializableBinaryOperator<V> function, Partitioner partitioner) {
    return combine(
        "reduceByKey",
        new Aggregators.Reduce<>(Closure.capture("reduceByKey", function)),
        partitioner,
        MapSideCombine.YES);
  }

  private Partitioner placement() {
    return node.partitioner()
        .orElseGet(() -> new HashPartitioner(session.shufflePartitions(List.of(node))));
  }

  private <C extends @Nullable Object> PairDataset<K, C> combine(
      String operation,
      Aggregator<V, C> aggregator,
      Partitioner partitioner,
      MapSideCombine mapSide) {
    if (node.partitioner().equals(Optional.of(partitioner))) {
      return of(step(operation, new AggregateStep<>(aggregator), Keys.KEPT));
    }
    return new PairDataset<>(
        session,
        new ShuffleNode<>(
            session.nextDataset(),
            CallSite.of(operation),
            session.watched(
                new ShuffleDependency<>(
                    session.nextShuffle(), node, partitioner, aggregator, mapSide, null))));
  }
}
