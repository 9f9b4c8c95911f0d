package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Counting;
import dev.firesteel.dataset.keyed.AggregateStep;
import dev.firesteel.dataset.keyed.ShuffleNode;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.ShuffleDependency.MapSideCombine;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.primitive.FromPairs;
import dev.firesteel.dataset.primitive.PrimitiveAggregator;
import dev.firesteel.dataset.step.Keys;
import dev.firesteel.dataset.step.Step;
import dev.firesteel.dataset.step.StepNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pairs whose keys and values are primitives, on their way through steps, in aggregations and in
 * shuffles. Keys are placed as the same keys of a {@link PairDataset} of {@link Long}s are, so that
 * {@link #boxed} pairs meet others placed by an equal partitioner without a shuffle.
 *
 * @param <N> the values' box
 */
public abstract sealed class PrimitivePairDataset<N extends Number>
    permits LongLongDataset, LongDoubleDataset {
  final Session session;
  final Node<Pair<Long, N>> node;

  PrimitivePairDataset(Session session, Node<Pair<Long, N>> node) {
    this.session = session;
    this.node = node;
  }

  /** The pairs as objects, with all operations of datasets. */
  public PairDataset<Long, N> boxed() {
    return new PairDataset<>(session, node);
  }

  /** How pairs are placed, if by key. */
  public Optional<Partitioner> partitioner() {
    return node.partitioner();
  }

  /** How many pairs. */
  public long count() {
    return session.jobs().run(node, Counting.count());
  }

  /** The keys, as often as they are. */
  public LongDataset keys() {
    return new LongDataset(session, step("keys", new FromPairs.Keys<N>(), Keys.CHANGED));
  }

  /** How this dataset is computed, a line for each step; what a shuffle reads is indented. */
  public String lineage() {
    return LineagePrint.of(node);
  }

  @Override
  public String toString() {
    return node.describe();
  }

  /** Where nothing else says: as the pairs are placed, else by hash. */
  final Partitioner placement() {
    return boxed().placement();
  }

  final <R extends @Nullable Object> Node<R> step(
      String operation, Step<Pair<Long, N>, R> step, Keys keys) {
    return new StepNode<>(session.nextDataset(), CallSite.of(operation), node, step, keys);
  }

  final Node<Pair<Long, N>> combined(
      String operation, Partitioner partitioner, PrimitiveAggregator<N> aggregator) {
    if (node.partitioner().equals(Optional.of(partitioner))) {
      return step(operation, new AggregateStep<Long, N, N>(aggregator), Keys.KEPT);
    }
    ShuffleDependency<Long, N, N> shuffle =
        new ShuffleDependency<>(
            session.nextShuffle(), node, partitioner, aggregator, MapSideCombine.YES, null);
    return new ShuffleNode<>(
        session.nextDataset(), CallSite.of(operation), session.watched(shuffle));
  }
}
