package dev.firesteel.dataset.step;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of partition i of two parents. */
public final class ZipNode<
        A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
    extends Node<C> {
  private static final long serialVersionUID = 1L;

  private final Node<A> left;
  private final Node<B> right;
  private final Closure<
          ? extends
              SerializableBiFunction<
                  ? super Iterator<A>, ? super Iterator<B>, ? extends Iterator<? extends C>>>
      function;
  private final transient String label;

  /** By a function. */
  public ZipNode(
      DatasetId id,
      String label,
      Node<A> left,
      Node<B> right,
      Closure<
              ? extends
                  SerializableBiFunction<
                      ? super Iterator<A>, ? super Iterator<B>, ? extends Iterator<? extends C>>>
          function) {
    super(id);
    this.label = label;
    this.left = left;
    this.right = right;
    this.function = function;
  }

  @Override
  public int partitions() {
    int partitions = left.partitions();
    if (partitions != right.partitions()) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot zip: one side has "
              + partitions
              + " partitions and the other "
              + right.partitions()
              + " (repartition one of them)");
    }
    return partitions;
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(Dependency.Narrow.oneToOne(left), Dependency.Narrow.oneToOne(right));
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<C> open(int partition, TaskRuntime task) throws Exception {
    Cursor<A> first = left.cursor(partition, task);
    try {
      Cursor<B> second = right.cursor(partition, task);
      AutoCloseable both =
          () -> {
            try (first) {
              second.close();
            }
          };
      try {
        return Cursors.of(
            function.get().apply(Cursors.iterator(first), Cursors.iterator(second)), both);
      } catch (Throwable e) {
        Cursors.closeAfter(e, second);
        throw e;
      }
    } catch (Throwable e) {
      Cursors.closeAfter(e, first);
      throw e;
    }
  }
}
