package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Collecting;
import dev.firesteel.dataset.action.Counting;
import dev.firesteel.dataset.action.Effect;
import dev.firesteel.dataset.action.Folding;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializableConsumer;
import dev.firesteel.dataset.lineage.Node;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Actions that start a job and do not wait for it. A sort or an index in the lineage that was not
 * used before is prepared by a job of its own, which is waited for.
 *
 * @param <T> the elements' type
 */
public abstract sealed class AsyncActions<T extends @Nullable Object> permits Actions {
  final Session session;
  final Node<T> node;

  AsyncActions(Session session, Node<T> node) {
    this.session = session;
    this.node = node;
  }

  /** Like {@link Actions#count}. */
  public ActionFuture<Long> countAsync() {
    return session.jobs().start(node, Counting.count());
  }

  /** Like {@link Actions#collect}. */
  public ActionFuture<List<T>> collectAsync() {
    return session.jobs().start(node, Collecting.all());
  }

  /** Like {@link Actions#take}. */
  public ActionFuture<List<T>> takeAsync(int limit) {
    return Taking.start(session.jobs(), node, "take", limit);
  }

  /** Like {@link Actions#reduce}. */
  public ActionFuture<T> reduceAsync(SerializableBinaryOperator<T> function) {
    return session
        .jobs()
        .start(node, Folding.reduce("reduce", Closure.capture("reduce", function)));
  }

  /** Like {@link Actions#foreach}. */
  public ActionFuture<@Nullable Void> foreachAsync(SerializableConsumer<? super T> effect) {
    return session.jobs().start(node, Effect.onEach(Closure.capture("foreach", effect)));
  }

  /** Like {@link Actions#foreachPartition}. */
  public ActionFuture<@Nullable Void> foreachPartitionAsync(
      SerializableConsumer<? super Iterator<T>> effect) {
    return session
        .jobs()
        .start(node, Effect.onPartition(Closure.capture("foreachPartition", effect)));
  }

  /** Number of partitions; may have to look at the input. */
  public int partitions() {
    return node.partitions();
  }

  @Override
  public String toString() {
    return Objects.toString(node.describe());
  }
}
