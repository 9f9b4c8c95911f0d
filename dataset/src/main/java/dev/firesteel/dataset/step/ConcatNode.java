package dev.firesteel.dataset.step;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.ConcatCursor;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.Partitioner;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts partitions together of whole partitions of its parents, as a layout says. */
public final class ConcatNode<T extends @Nullable Object> extends Node<T> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Node<T>> parents;
  private final transient String label;
  private final transient Function<List<Node<T>>, Layout> plan;
  private final transient Keys keys;
  private transient @Nullable Layout layout;

  private ConcatNode(
      DatasetId id,
      String label,
      List<Node<T>> parents,
      Keys keys,
      Function<List<Node<T>>, Layout> plan) {
    super(id);
    this.label = label;
    this.parents = new ArrayList<>(parents);
    this.keys = keys;
    this.plan = plan;
  }

  /** One parent's partitions after the other's. */
  public static <T extends @Nullable Object> ConcatNode<T> oneAfterAnother(
      DatasetId id, String label, List<Node<T>> parents) {
    return new ConcatNode<>(
        id,
        label,
        parents,
        Keys.CHANGED,
        all -> {
          int[] starts = new int[all.size() + 1];
          for (int i = 0; i < all.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], all.get(i).partitions());
          }
          return new Layout.OneAfterAnother(starts);
        });
  }

  /**
   * What a node is united of: its parents if it only puts them one after the other and is not kept,
   * else itself. So a union in a loop stays flat.
   */
  public static <T extends @Nullable Object> List<Node<T>> united(Node<T> node) {
    return node instanceof ConcatNode<T> union
            && union.parents.size() > 1
            && union.keys == Keys.CHANGED
            && union.level() == StorageLevel.NONE
        ? union.parents
        : List.of(node);
  }

  /** Partition i of every parent; all have equal partitioners. */
  public static <T extends @Nullable Object> ConcatNode<T> sideBySide(
      DatasetId id, String label, List<Node<T>> parents) {
    return new ConcatNode<>(
        id,
        label,
        parents,
        Keys.KEPT,
        all -> new Layout.SideBySide(all.size(), all.get(0).partitions()));
  }

  /** Neighbouring partitions together, at most {@code partitions}. */
  public static <T extends @Nullable Object> ConcatNode<T> coalesced(
      DatasetId id, String label, Node<T> parent, int partitions) {
    return new ConcatNode<>(
        id,
        label,
        List.of(parent),
        Keys.CHANGED,
        all -> {
          int before = all.get(0).partitions();
          return new Layout.Coalesced(before, Math.min(before, partitions));
        });
  }

  private synchronized Layout layout() {
    Layout known = layout;
    if (known == null) {
      known = plan.apply(parents);
      layout = known;
    }
    return known;
  }

  @Override
  public int partitions() {
    return layout().partitions();
  }

  @Override
  public List<Dependency> dependencies() {
    List<Dependency> all = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      int parent = i;
      all.add(
          new Dependency.Narrow(
              parents.get(i),
              partition ->
                  Arrays.stream(layout().pieces(partition))
                      .filter(piece -> piece.parent() == parent)
                      .mapToInt(Layout.Piece::partition)
                      .toArray()));
    }
    return all;
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return keys == Keys.KEPT ? parents.get(0).partitioner() : Optional.empty();
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<T> open(int partition, TaskRuntime task) {
    return new ConcatCursor<>(
        Arrays.stream(layout().pieces(partition))
            .map(
                piece ->
                    (ConcatCursor.Opener<T>)
                        () -> parents.get(piece.parent()).cursor(piece.partition(), task))
            .iterator());
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeObject(layout());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    layout = (Layout) in.readObject();
  }
}
