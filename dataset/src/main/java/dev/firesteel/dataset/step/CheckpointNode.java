package dev.firesteel.dataset.step;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.Deferred;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.Partitioner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The elements of another node, written to files before the first job that needs them. From then on
 * it reads the files, and the other node is not reachable from it any more.
 *
 * <p>No job is planned over it before it is written, so no plan ever sees both sides of the cut.
 */
public final class CheckpointNode<T extends @Nullable Object> extends Node<T> implements Deferred {
  private static final long serialVersionUID = 1L;

  private final transient String label;
  private final transient ReentrantLock writing = new ReentrantLock();
  private final transient Optional<Partitioner> partitioner;
  private transient volatile @Nullable Writing<T> writer;
  private volatile Node<T> source;

  /** Writes a node's elements. */
  @FunctionalInterface
  public interface Writing<T extends @Nullable Object> {
    /** Writes all partitions of {@code parent}, or fails and leaves nothing; returns a reader. */
    Node<T> write(CheckpointNode<T> checkpoint, Node<T> parent);
  }

  /** A checkpoint of {@code parent}, not written yet. */
  public CheckpointNode(DatasetId id, String label, Node<T> parent, Writing<T> writer) {
    super(id);
    this.label = label;
    this.source = parent;
    this.partitioner = parent.partitioner();
    this.writer = writer;
  }

  /** Writes it unless it is written; one thread writes, others wait. */
  @Override
  public void prepare() {
    if (writer == null) {
      return;
    }
    try {
      writing.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FiresteelException(
          ErrorCategory.CANCELLED,
          "Cannot wait for " + label + " to be written by another thread: interrupted",
          e);
    }
    try {
      Writing<T> open = writer;
      if (open != null) {
        source = open.write(this, source);
        writer = null;
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public int partitions() {
    return source.partitions();
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(Dependency.Narrow.oneToOne(source));
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return partitioner;
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<T> open(int partition, TaskRuntime task) throws Exception {
    return source.cursor(partition, task);
  }
}
