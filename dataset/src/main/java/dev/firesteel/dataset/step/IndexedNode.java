package dev.firesteel.dataset.step;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Deferred;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Each element with a number of its own, which depends on what all partitions are. */
public final class IndexedNode<T extends @Nullable Object> extends Node<Pair<T, Long>>
    implements Deferred {
  private static final long serialVersionUID = 1L;

  private final Node<T> parent;
  private final transient String label;
  private final transient Supplier<Numbers> numbering;
  private @Nullable Numbers numbers;

  /**
   * How elements are numbered.
   *
   * @param starts the number of each partition's first element
   * @param stride from one number to the next
   */
  public record Numbers(long[] starts, long stride) implements java.io.Serializable {}

  /** Numbers as {@code numbering} says, which is asked before the first job. */
  public IndexedNode(DatasetId id, String label, Node<T> parent, Supplier<Numbers> numbering) {
    super(id);
    this.label = label;
    this.parent = parent;
    this.numbering = numbering;
  }

  @Override
  public synchronized void prepare() {
    if (numbers == null) {
      numbers = numbering.get();
    }
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
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<Pair<T, Long>> open(int partition, TaskRuntime task) throws Exception {
    Numbers known = numbers;
    if (known == null) {
      throw new IllegalStateException(label + " was not prepared");
    }
    return numbered(parent.cursor(partition, task), known.starts[partition], known.stride);
  }

  private static <T extends @Nullable Object> Cursor<Pair<T, Long>> numbered(
      Cursor<T> elements, long first, long stride) {
    long[] next = {first};
    Cursor<Pair<T, Long>> pairs =
        new PipeCursor<T, Pair<T, Long>>(
            elements,
            sink ->
                new Link<T, Pair<T, Long>>(sink) {
                  @Override
                  public void accept(T element) throws Exception {
                    long number = next[0];
                    next[0] = number + stride;
                    down.accept(Pair.of(element, number));
                  }
                });
    return Cursors.countedAs(pairs, elements);
  }
}
