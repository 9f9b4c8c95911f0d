package dev.firesteel.dataset.step;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.Partitioner;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step whose partition i needs the parent's partition i. It travels together with the steps
 * before it, up to the next node that is kept or is no step: a chain of thousands is one list, not
 * a deep structure.
 */
public final class StepNode<A extends @Nullable Object, B extends @Nullable Object>
    extends Node<B> {
  private static final long serialVersionUID = 1L;

  private transient Node<?> parent;
  private transient List<Step<?, ?>> steps;
  private final transient Keys keys;
  private final transient String label;

  /** A step; the label says what it is and where it was called. */
  public StepNode(DatasetId id, String label, Node<A> parent, Step<A, B> step, Keys keys) {
    super(id);
    this.parent = parent;
    this.steps = List.of(step);
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
  @SuppressWarnings("unchecked")
  protected Cursor<B> open(int partition, TaskRuntime task) throws Exception {
    Cursor<?> elements = parent.cursor(partition, task);
    try {
      for (Step<?, ?> step : steps) {
        elements = ((Step<Object, Object>) step).over((Cursor<Object>) elements, partition, task);
      }
      return (Cursor<B>) elements;
    } catch (Throwable e) {
      Cursors.closeAfter(e, elements);
      throw e;
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    Deque<Step<?, ?>> chain = new ArrayDeque<>();
    StepNode<?, ?> first = this;
    while (true) {
      for (int i = first.steps.size() - 1; i >= 0; i--) {
        chain.addFirst(first.steps.get(i));
      }
      if (first.parent instanceof StepNode<?, ?> before && before.level() == StorageLevel.NONE) {
        first = before;
      } else {
        break;
      }
    }
    out.defaultWriteObject();
    out.writeObject(first.parent);
    out.writeInt(chain.size());
    for (Step<?, ?> step : chain) {
      out.writeObject(step);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    parent = (Node<?>) in.readObject();
    int size = in.readInt();
    List<Step<?, ?>> chain = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      chain.add((Step<?, ?>) in.readObject());
    }
    steps = chain;
  }
}
