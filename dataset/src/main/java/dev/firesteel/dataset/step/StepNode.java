package dev.firesteel.dataset.step;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.Partitioner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step whose partition i needs the parent's partition i. */
public final class StepNode<A extends @Nullable Object, B extends @Nullable Object>
    extends Node<B> {
  private static final long serialVersionUID = 1L;

  private final Node<A> parent;
  private final Step<A, B> step;
  private final transient Keys keys;
  private final transient String label;

  /** A step; the label says what it is and where it was called. */
  public StepNode(DatasetId id, String label, Node<A> parent, Step<A, B> step, Keys keys) {
    super(id);
    this.parent = parent;
    this.step = step;
    this.keys = keys;
    this.label = label;
  }

  @Override
  public int partitions() {
    return parent.partitions();
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(Dependency.Narrow.oneToOne(parent));
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return keys == Keys.KEPT ? parent.partitioner() : Optional.empty();
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<B> open(int partition, TaskRuntime task) throws Exception {
    Cursor<A> elements = parent.cursor(partition, task);
    try {
      return step.over(elements, partition, task);
    } catch (Throwable e) {
      Cursors.closeAfter(e, elements);
      throw e;
    }
  }
}
