package dev.firesteel.dataset.lineage;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import org.jspecify.annotations.Nullable;

/** What every task of a stage runs, for its own partition. */
public sealed interface StageProgram {
  /** The last stage of a job: applies the action to each partition. */
  record Result<T extends @Nullable Object, P extends @Nullable Object>(
      Node<T> root, Closure<PartitionFunction<T, P>> action) implements StageProgram {}

  /** A stage before a shuffle: writes each partition's pairs for the stages that read them. */
  record ShuffleMap<K extends @Nullable Object, V extends @Nullable Object>(
      Node<Pair<K, V>> root, ShuffleDependency<K, V, ?> shuffle) implements StageProgram {}
}
