package dev.firesteel.dataset.keyed;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One of the datasets that are brought together by key. */
public sealed interface Side extends Serializable {
  /** How it is depended on. Driver only. */
  Dependency dependency();

  /** The pairs of a partition of the result. */
  <K extends @Nullable Object, V extends @Nullable Object> Cursor<Pair<K, V>> cursor(
      int partition, TaskRuntime task) throws Exception;

  /**
   * Placed by the result's partitioner already: read as it is.
   *
   * @param node its node
   */
  record Placed(Node<? extends Pair<?, ?>> node) implements Side {
    @Override
    public Dependency dependency() {
      return Dependency.Narrow.oneToOne(node);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K extends @Nullable Object, V extends @Nullable Object> Cursor<Pair<K, V>> cursor(
        int partition, TaskRuntime task) throws Exception {
      return (Cursor<Pair<K, V>>) (Cursor<?>) node.cursor(partition, task);
    }
  }

  /**
   * Read by a shuffle without aggregator.
   *
   * @param shuffle the shuffle
   */
  record Shuffled(ShuffleDependency<?, ?, ?> shuffle) implements Side {
    @Override
    public Dependency dependency() {
      return shuffle;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K extends @Nullable Object, V extends @Nullable Object> Cursor<Pair<K, V>> cursor(
        int partition, TaskRuntime task) throws Exception {
      return (Cursor<Pair<K, V>>) (Cursor<?>) task.readShuffle(shuffle, partition);
    }
  }
}
