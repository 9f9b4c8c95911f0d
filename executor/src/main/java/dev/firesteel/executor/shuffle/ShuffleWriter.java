package dev.firesteel.executor.shuffle;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.executor.sort.KeyOrder;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.Workspace;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a map task's output. Used by the task's own thread. */
public final class ShuffleWriter {
  /** Partitions are numbered by 24 bits. */
  private static final int MOST_PARTITIONS = 1 << 24;

  private final ShuffleStore store;
  private final Workspace workspace;

  /** A writer for one task. */
  public ShuffleWriter(ShuffleStore store, Workspace workspace) {
    this.store = store;
    this.workspace = workspace;
  }

  /**
   * Consumes and closes the pairs and writes them, by reduce partition, into the task's files.
   * After a failure none of the task's files is left.
   *
   * @return sizes of the blocks in bytes, by reduce partition
   * @throws FiresteelException if a local disk fails, a record cannot be serialized, or the thread
   *     is interrupted
   */
  public <K extends @Nullable Object, V extends @Nullable Object> long[] write(
      Cursor<Pair<K, V>> pairs, ShuffleDependency<K, V, ?> dependency, TaskId task)
      throws Exception {
    Partitioner partitioner = dependency.partitioner();
    if (partitioner.partitions() > MOST_PARTITIONS) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot shuffle into "
              + partitioner.partitions()
              + " partitions (use at most "
              + MOST_PARTITIONS
              + ")");
    }
    try (Taking<K, V> taking = new Taking<>(dependency)) {
      try (pairs) {
        pairs.forEachRemaining(dependency.primitive() ? taking.primitives() : taking::add);
      }
      return taking.commit(task);
    }
  }

  /** Chooses the way to write when the first pair shows the keys' class. */
  private final class Taking<K extends @Nullable Object, V extends @Nullable Object>
      implements AutoCloseable {
    private final ShuffleDependency<K, V, ?> dependency;
    private final Partitioner partitioner;
    private final boolean combining;
    private @Nullable MapOutput<K, V> output;

    Taking(ShuffleDependency<K, V, ?> dependency) {
      this.dependency = dependency;
      this.partitioner = dependency.partitioner();
      this.combining = dependency.combine() == ShuffleDependency.MapSideCombine.YES;
    }

    void add(Pair<K, V> pair) throws Exception {
      MapOutput<K, V> taker = output;
      if (taker == null) {
        taker = choose(pair.key());
        output = taker;
      }
      // with combining the table asks for each key's partition once
      taker.add(combining ? 0 : Placement.of(pair.key(), partitioner), pair.key(), pair.value());
    }

    /** Takes pairs of primitives. */
    @SuppressWarnings("unchecked") // such pairs are of these
    Sink<Pair<K, V>> primitives() {
      PrimitiveOutput<?> taker = PrimitiveOutput.of(dependency, workspace);
      output = (MapOutput<K, V>) (MapOutput<?, ?>) taker;
      return (Sink<Pair<K, V>>) (Sink<?>) taker;
    }

    long[] commit(TaskId task) throws Exception {
      Path draft = store.draft(dependency.id(), task);
      long[] offsets = new long[partitioner.partitions() + 1];
      ChunkWriter writer = new ChunkWriter(draft, workspace);
      try {
        if (output != null) {
          offsets = output.writeTo(writer);
        }
        writer.close();
      } catch (Throwable e) {
        writer.abort();
        throw e;
      }
      workspace.counters().addShuffleWritten(offsets[offsets.length - 1]);
      return store.commit(dependency.id(), task, draft, offsets).sizes();
    }

    private MapOutput<K, V> choose(K first) {
      Optional<? extends Aggregator<V, ?>> aggregator = dependency.aggregator();
      if (combining && aggregator.isPresent()) {
        return new CombiningOutput<>(partitioner, aggregator.get(), workspace);
      }
      Optional<Comparator<? super K>> order = dependency.ordering();
      if (order.isEmpty() || aggregator.isPresent()) {
        return new PlainOutput<>(partitioner.partitions(), workspace);
      }
      Optional<KeyOrder> known = KeyOrder.of(first, order.get());
      return known.isPresent()
          ? new SortedOutput<>(partitioner.partitions(), known.get(), workspace)
          : new ComparedOutput<>(partitioner.partitions(), order.get(), workspace);
    }

    @Override
    public void close() {
      if (output != null) {
        output.close();
      }
    }
  }
}
