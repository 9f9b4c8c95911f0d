package dev.firesteel.dataset.keyed;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.Partitioner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a shuffle: the first node of a stage. */
public final class ShuffleNode<
        K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
    extends Node<Pair<K, C>> {
  private static final long serialVersionUID = 1L;

  private final ShuffleDependency<K, V, C> shuffle;
  private final transient String label;

  /** The reading side of a shuffle. */
  public ShuffleNode(DatasetId id, String label, ShuffleDependency<K, V, C> shuffle) {
    super(id);
    this.shuffle = shuffle;
    this.label = label;
  }

  @Override
  public int partitions() {
    return shuffle.partitioner().partitions();
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of(shuffle);
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.of(shuffle.partitioner());
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<Pair<K, C>> open(int partition, TaskRuntime task) throws Exception {
    return task.readShuffle(shuffle, partition);
  }
}
