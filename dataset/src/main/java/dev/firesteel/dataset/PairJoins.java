package dev.firesteel.dataset;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.Emitter;
import dev.firesteel.dataset.keyed.CoGroupNode;
import dev.firesteel.dataset.keyed.JoinNode;
import dev.firesteel.dataset.keyed.Joins;
import dev.firesteel.dataset.keyed.Side;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.ShuffleDependency.MapSideCombine;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.step.Elementwise;
import dev.firesteel.dataset.step.Keys;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations that bring datasets together by key. A side that is already placed by the result's
 * partitioner is not shuffled; where no partitioner is given, the one of the side with the most
 * partitions is taken. All values of one key must fit into a task's memory; of a join those of the
 * right side, which is kept in memory while the left one passes by: the right one should be the
 * smaller one.
 *
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public abstract sealed class PairJoins<K extends @Nullable Object, V extends @Nullable Object>
    extends Dataset<Pair<K, V>> permits PairDataset {
  private static final int ALL = Integer.MAX_VALUE;

  PairJoins(Session session, Node<Pair<K, V>> node) {
    super(session, node);
  }

  /** For each key of either side the values of both. */
  public <W extends @Nullable Object> PairDataset<K, Pair<List<V>, List<W>>> cogroup(
      Dataset<Pair<K, W>> other) {
    return cogroup(other, placement(other));
  }

  /** Like {@link #cogroup(Dataset)}, placed by a partitioner. */
  @SuppressWarnings("unchecked")
  public <W extends @Nullable Object> PairDataset<K, Pair<List<V>, List<W>>> cogroup(
      Dataset<Pair<K, W>> other, Partitioner partitioner) {
    return grouped("cogroup", partitioner, List.of(other), ALL, ALL)
        .mapValues(groups -> Pair.of((List<V>) groups[0], (List<W>) groups[1]));
  }

  /** For each key of any side the values of all three. */
  public <W extends @Nullable Object, X extends @Nullable Object>
      PairDataset<K, Grouped<V, W, X>> cogroup(
          Dataset<Pair<K, W>> second, Dataset<Pair<K, X>> third) {
    return cogroup(second, third, placement(second, third));
  }

  /** Like {@link #cogroup(Dataset, Dataset)}, placed by a partitioner. */
  @SuppressWarnings("unchecked")
  public <W extends @Nullable Object, X extends @Nullable Object>
      PairDataset<K, Grouped<V, W, X>> cogroup(
          Dataset<Pair<K, W>> second, Dataset<Pair<K, X>> third, Partitioner partitioner) {
    return grouped("cogroup", partitioner, List.of(second, third), ALL, ALL, ALL)
        .mapValues(
            groups -> new Grouped<>((List<V>) groups[0], (List<W>) groups[1], (List<X>) groups[2]));
  }

  /** The values of both sides that share a key, each with each. */
  public <W extends @Nullable Object> PairDataset<K, Pair<V, W>> join(Dataset<Pair<K, W>> other) {
    return join(other, placement(other));
  }

  /** Like {@link #join(Dataset)}, in so many partitions. */
  public <W extends @Nullable Object> PairDataset<K, Pair<V, W>> join(
      Dataset<Pair<K, W>> other, int partitions) {
    return join(other, new HashPartitioner(partitions));
  }

  /** Like {@link #join(Dataset)}, placed by a partitioner. */
  public <W extends @Nullable Object> PairDataset<K, Pair<V, W>> join(
      Dataset<Pair<K, W>> other, Partitioner partitioner) {
    return joined("join", other, partitioner, JoinKind.INNER);
  }

  /** Like {@link #join}, also with the left side's pairs whose key the right side does not have. */
  public <W extends @Nullable Object> PairDataset<K, Pair<V, Optional<W>>> leftOuterJoin(
      Dataset<Pair<K, W>> other) {
    return leftOuterJoin(other, placement(other));
  }

  /** Like {@link #leftOuterJoin(Dataset)}, placed by a partitioner. A null is an empty value. */
  public <W extends @Nullable Object> PairDataset<K, Pair<V, Optional<W>>> leftOuterJoin(
      Dataset<Pair<K, W>> other, Partitioner partitioner) {
    return joined("leftOuterJoin", other, partitioner, JoinKind.LEFT);
  }

  /** Like {@link #join}, also with the right side's pairs whose key the left side does not have. */
  public <W extends @Nullable Object> PairDataset<K, Pair<Optional<V>, W>> rightOuterJoin(
      Dataset<Pair<K, W>> other) {
    return rightOuterJoin(other, placement(other));
  }

  /** Like {@link #rightOuterJoin(Dataset)}, placed by a partitioner. A null is an empty value. */
  public <W extends @Nullable Object> PairDataset<K, Pair<Optional<V>, W>> rightOuterJoin(
      Dataset<Pair<K, W>> other, Partitioner partitioner) {
    return joined("rightOuterJoin", other, partitioner, JoinKind.RIGHT);
  }

  /** Like {@link #join}, also with the pairs of either side whose key the other does not have. */
  public <W extends @Nullable Object> PairDataset<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      Dataset<Pair<K, W>> other) {
    return fullOuterJoin(other, placement(other));
  }

  /** Like {@link #fullOuterJoin(Dataset)}, placed by a partitioner. A null is an empty value. */
  public <W extends @Nullable Object> PairDataset<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      Dataset<Pair<K, W>> other, Partitioner partitioner) {
    return joined("fullOuterJoin", other, partitioner, JoinKind.FULL);
  }

  /** The pairs whose key the other side does not have. */
  public PairDataset<K, V> subtractByKey(Dataset<? extends Pair<K, ?>> other) {
    return without("subtractByKey", other);
  }

  PairDataset<K, V> without(String operation, Dataset<? extends Pair<K, ?>> other) {
    PairDataset<K, List<Object>[]> groups =
        grouped(operation, placement(other), List.of(other), ALL, 1);
    return PairDataset.of(emitted(groups, operation, Joins.without(), Keys.KEPT));
  }

  Dataset<K> common(Dataset<? extends Pair<K, ?>> other) {
    PairDataset<K, List<Object>[]> groups =
        grouped("intersection", placement(other), List.of(other), 1, 1);
    return emitted(groups, "intersection", Joins.common(), Keys.CHANGED);
  }

  private <R extends @Nullable Object> PairDataset<K, R> joined(
      String operation,
      Dataset<? extends Pair<K, ?>> other,
      Partitioner partitioner,
      JoinKind kind) {
    return new PairDataset<>(
        session,
        new JoinNode<>(
            session.nextDataset(),
            CallSite.of(operation),
            partitioner,
            side(node, partitioner),
            side(other.node, partitioner),
            kind));
  }

  private <R extends @Nullable Object> Dataset<R> emitted(
      PairDataset<K, List<Object>[]> groups,
      String operation,
      Emitter<Pair<K, List<Object>[]>, R> emitter,
      Keys keys) {
    return groups.step(
        operation, new Elementwise.Emit<>(Closure.capture(operation, emitter)), keys);
  }

  private PairDataset<K, List<Object>[]> grouped(
      String operation,
      Partitioner partitioner,
      List<? extends Dataset<? extends Pair<K, ?>>> others,
      int... kept) {
    Side[] sides = new Side[kept.length];
    sides[0] = side(node, partitioner);
    for (int i = 1; i < sides.length; i++) {
      sides[i] = side(others.get(i - 1).node, partitioner);
    }
    return new PairDataset<>(
        session,
        new CoGroupNode<>(
            session.nextDataset(),
            CallSite.of(operation),
            partitioner,
            Arrays.asList(sides),
            kept));
  }

  @SuppressWarnings("unchecked")
  private Side side(Node<? extends Pair<?, ?>> side, Partitioner partitioner) {
    if (side.partitioner().equals(Optional.of(partitioner))) {
      return new Side.Placed(side);
    }
    Node<Pair<Object, Object>> pairs = (Node<Pair<Object, Object>>) side;
    return new Side.Shuffled(
        session.watched(
            new ShuffleDependency<>(
                session.nextShuffle(), pairs, partitioner, null, MapSideCombine.NO, null)));
  }

  /** The partitioner where none is given: an existing one, if it has partitions enough. */
  Partitioner placement(Dataset<?>... others) {
    Node<?>[] nodes = new Node<?>[others.length + 1];
    nodes[0] = node;
    for (int i = 0; i < others.length; i++) {
      nodes[i + 1] = others[i].node;
    }
    int wanted = session.shufflePartitions(List.of(nodes));
    return Arrays.stream(nodes)
        .flatMap(each -> each.partitioner().stream())
        .max(Comparator.comparingInt(Partitioner::partitions))
        .filter(existing -> existing.partitions() * 10L >= wanted)
        .orElseGet(() -> new HashPartitioner(wanted));
  }
}
