package dev.firesteel.dataset.lineage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.TaskContext;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.SharedFiles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What nodes ask of the executor while a task computes them. Used by the task's own thread. Data
 * structures behind it spill to disk when memory is short.
 */
public interface TaskRuntime extends TaskContext, ReadContext {
  /** The task of this thread; set by the task runner only. */
  ThreadLocal<@Nullable TaskRuntime> CURRENT = new ThreadLocal<>();

  /** The task that runs on this thread. */
  static TaskRuntime current() {
    TaskRuntime task = CURRENT.get();
    if (task == null) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot use the task's context here: this thread runs no task (call it from a function passed to an operation)");
    }
    return task;
  }

  @Override
  default Path file(String name) {
    return SharedFiles.find(config(), name);
  }

  /** The kept elements of a partition, or computed and kept as the level says. */
  <T extends @Nullable Object> Cursor<T> cached(
      DatasetId dataset, int partition, StorageLevel level, Callable<Cursor<T>> compute)
      throws Exception;

  /** Reads one partition of a shuffle, aggregated and ordered as the dependency says. */
  <K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> readShuffle(ShuffleDependency<K, V, C> dependency, int partition)
          throws Exception;

  /**
   * Combines values by key. Consumes and closes {@code pairs}. The order of keys is not defined.
   */
  <K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> aggregate(Cursor<Pair<K, V>> pairs, Aggregator<V, C> aggregator)
          throws Exception;

  /**
   * Joins two sides by key. Consumes and closes {@code right}, then opens {@code left}, which is
   * read and closed with the result, or before if {@code right} does not fit into memory.
   *
   * <p>The order of keys is not defined. The results of one key are in the order of its left
   * values, and those of one left value in the order of the key's right values.
   */
  <
          K extends @Nullable Object,
          V extends @Nullable Object,
          W extends @Nullable Object,
          R extends @Nullable Object>
      Cursor<Pair<K, R>> join(
          Callable<Cursor<Pair<K, V>>> left, Callable<Cursor<Pair<K, W>>> right, JoinKind kind)
          throws Exception;

  /** Sorts; equal elements keep their order. Consumes and closes {@code elements}. */
  <T extends @Nullable Object> Cursor<T> sort(Cursor<T> elements, Comparator<? super T> order)
      throws Exception;

  /** Elements as blocks of bytes, written with the data serializer. Closing closes the elements. */
  <T extends @Nullable Object> Cursor<byte[]> encoded(Cursor<T> elements);

  /** The elements of blocks that {@link #encoded} wrote. Closing closes the blocks. */
  <T extends @Nullable Object> Cursor<T> decoded(Cursor<byte[]> blocks);

  /** The split of a source that came with this task. */
  <S extends InputSplit> S split(SourceNode<?, S> source, int partition) throws Exception;

  /** A broadcast's value, fetched at the first use on this executor. */
  @Nullable Object broadcast(BroadcastId id) throws Exception;

  /** This attempt's own state of an accumulator, which the driver merges if the attempt counts. */
  <S> AccumulatorCell<S> accumulator(Accumulator<?, S, ?> accumulator);

  /** A mutable holder. */
  final class AccumulatorCell<S> {
    /** The state. */
    public S state;

    /** Starts with a state. */
    public AccumulatorCell(S state) {
      this.state = state;
    }
  }
}
