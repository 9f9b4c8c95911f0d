package dev.firesteel.dataset.keyed;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.Partitioner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of two sides that share a key, each with each. */
public final class JoinNode<K extends @Nullable Object, R extends @Nullable Object>
    extends Node<Pair<K, R>> {
  private static final long serialVersionUID = 1L;

  private final Side left;
  private final Side right;
  private final JoinKind kind;
  private final transient Partitioner partitioner;
  private final transient String label;

  /** Joins two sides; R is what the kind of join makes. */
  public JoinNode(
      DatasetId id, String label, Partitioner partitioner, Side left, Side right, JoinKind kind) {
    super(id);
    this.label = label;
    this.partitioner = partitioner;
    this.left = left;
    this.right = right;
    this.kind = kind;
  }

  @Override
  public int partitions() {
    return partitioner.partitions();
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(left.dependency(), right.dependency());
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.of(partitioner);
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<Pair<K, R>> open(int partition, TaskRuntime task) throws Exception {
    return task.join(
        () -> left.<K, Object>cursor(partition, task),
        () -> right.<K, Object>cursor(partition, task),
        kind);
  }
}
