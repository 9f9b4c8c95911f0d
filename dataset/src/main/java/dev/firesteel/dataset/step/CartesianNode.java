package dev.firesteel.dataset.step;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.ConcatCursor;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Each element of one parent with each of another. The right partition is computed once for each
 * thousand elements of the left one.
 */
public final class CartesianNode<A extends @Nullable Object, B extends @Nullable Object>
    extends Node<Pair<A, B>> {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK = 1000;

  private final Node<A> left;
  private final Node<B> right;
  private final transient String label;
  private transient int width;

  /** The product of two parents. */
  public CartesianNode(DatasetId id, String label, Node<A> left, Node<B> right) {
    super(id);
    this.label = label;
    this.left = left;
    this.right = right;
  }

  @Override
  public int partitions() {
    return Math.multiplyExact(left.partitions(), right.partitions());
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(
        new Dependency.Narrow(left, i -> new int[] {i / right.partitions()}),
        new Dependency.Narrow(right, i -> new int[] {i % right.partitions()}));
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<Pair<A, B>> open(int partition, TaskRuntime task) throws Exception {
    Cursor<A> rows = left.cursor(partition / width, task);
    ConcatCursor<Pair<A, B>> blocks =
        new ConcatCursor<>(new Blocks(Cursors.iterator(rows), partition % width, task));
    return Cursors.closing(blocks, rows);
  }

  /** Opens the right partition anew for each block of the left one. */
  private final class Blocks implements Iterator<ConcatCursor.Opener<Pair<A, B>>> {
    private final Iterator<A> rows;
    private final int column;
    private final TaskRuntime task;

    Blocks(Iterator<A> rows, int column, TaskRuntime task) {
      this.rows = rows;
      this.column = column;
      this.task = task;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public ConcatCursor.Opener<Pair<A, B>> next() {
      if (!rows.hasNext()) {
        throw new NoSuchElementException();
      }
      List<A> block = new ArrayList<>();
      while (block.size() < BLOCK && rows.hasNext()) {
        block.add(rows.next());
      }
      return () ->
          new PipeCursor<B, Pair<A, B>>(
              right.cursor(column, task),
              sink ->
                  new Link<B, Pair<A, B>>(sink) {
                    @Override
                    public void accept(B element) throws Exception {
                      for (A row : block) {
                        down.accept(Pair.of(row, element));
                      }
                    }
                  });
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeInt(right.partitions());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    width = in.readInt();
  }
}
