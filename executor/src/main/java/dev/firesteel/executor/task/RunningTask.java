package dev.firesteel.executor.task;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.executor.aggregate.Aggregation;
import dev.firesteel.executor.aggregate.HashJoin;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.shuffle.ShuffleReader;
import dev.firesteel.executor.shuffle.ShuffleWriter;
import dev.firesteel.executor.sort.ExternalSort;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.executor.store.StoreSession;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport.AccumulatorState;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.serialization.RecordBlocks;
import dev.firesteel.serialization.RecordSerializer;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a task's nodes and functions see of the executor. Parts are made when they are first asked
 * for, since most tasks ask for few. Used by the task's thread.
 */
final class RunningTask implements TaskRuntime, AutoCloseable {
  private final Attempt attempt;
  private final TaskServices services;
  private final RecordSerializer serializer;
  private final MemoryBudget.Share memory;
  private @Nullable Workspace workspace;
  private @Nullable StoreSession store;
  private @Nullable TaskAccumulators accumulators;
  private @Nullable TaskSplits splits;
  private long bytesRead;

  RunningTask(Attempt attempt, TaskServices services, RecordSerializer serializer) {
    this.attempt = attempt;
    this.services = services;
    this.serializer = serializer;
    this.memory = services.storage().budget().share();
  }

  @Override
  public StageId stage() {
    return attempt.stage();
  }

  @Override
  public int partition() {
    return attempt.order().partition();
  }

  @Override
  public int attempt() {
    return attempt.order().attempt();
  }

  @Override
  public TaskId task() {
    return attempt.id();
  }

  @Override
  public boolean cancelled() {
    return attempt.cancelled() != null;
  }

  @Override
  public Config config() {
    return services.config();
  }

  @Override
  public void bytesRead(long bytes) {
    bytesRead += bytes;
  }

  @Override
  public <T extends @Nullable Object> Cursor<T> cached(
      DatasetId dataset, int partition, StorageLevel level, Callable<Cursor<T>> compute)
      throws Exception {
    StoreSession session = store;
    if (session == null) {
      session = services.storage().blocks().session(workspace(), memory);
      store = session;
    }
    return session.cached(dataset, partition, level, compute);
  }

  @Override
  public <K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> readShuffle(ShuffleDependency<K, V, C> dependency, int partition)
          throws Exception {
    ShuffleAccess shuffles = services.shuffles();
    return new ShuffleReader(shuffles.files(), services.self(), shuffles.client(), workspace())
        .read(dependency, partition, shuffles.locations().blocks(dependency.id(), partition));
  }

  /** Writes a map task's output; sizes of the blocks by reduce partition. */
  <K extends @Nullable Object, V extends @Nullable Object> long[] writeShuffle(
      Cursor<Pair<K, V>> pairs, ShuffleDependency<K, V, ?> dependency) throws Exception {
    return new ShuffleWriter(services.shuffles().files(), workspace())
        .write(pairs, dependency, task());
  }

  @Override
  public <K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> aggregate(Cursor<Pair<K, V>> pairs, Aggregator<V, C> aggregator)
          throws Exception {
    return Aggregation.aggregate(pairs, aggregator, workspace());
  }

  @Override
  public <
          K extends @Nullable Object,
          V extends @Nullable Object,
          W extends @Nullable Object,
          R extends @Nullable Object>
      Cursor<Pair<K, R>> join(
          Callable<Cursor<Pair<K, V>>> left, Callable<Cursor<Pair<K, W>>> right, JoinKind kind)
          throws Exception {
    return HashJoin.join(left, right, kind, workspace());
  }

  @Override
  public <T extends @Nullable Object> Cursor<T> sort(
      Cursor<T> elements, Comparator<? super T> order) throws Exception {
    return ExternalSort.sort(elements, order, workspace());
  }

  @Override
  public <T extends @Nullable Object> Cursor<byte[]> encoded(Cursor<T> elements) {
    return RecordBlocks.encode(elements, serializer);
  }

  @Override
  public <T extends @Nullable Object> Cursor<T> decoded(Cursor<byte[]> blocks) {
    return RecordBlocks.decode(blocks, serializer);
  }

  @Override
  public <S extends InputSplit> S split(SourceNode<?, S> source, int partition) throws Exception {
    TaskSplits all = splits;
    if (all == null) {
      all = new TaskSplits(attempt.order().input());
      splits = all;
    }
    return all.split(source, partition, serializer);
  }

  @Override
  public @Nullable Object broadcast(BroadcastId id) throws Exception {
    return services.broadcasts().value(id, serializer, memory);
  }

  @Override
  public <S> AccumulatorCell<S> accumulator(Accumulator<?, S, ?> accumulator) {
    TaskAccumulators all = accumulators;
    if (all == null) {
      all = new TaskAccumulators();
      accumulators = all;
    }
    return all.cell(accumulator);
  }

  private Workspace workspace() {
    Workspace known = workspace;
    if (known == null) {
      known = services.storage().workspace(memory, serializer, new IoCounters());
      workspace = known;
    }
    return known;
  }

  List<AccumulatorState> accumulatorStates() {
    return accumulators == null ? List.of() : accumulators.states(serializer);
  }

  List<DatasetBlock> kept() {
    return store == null ? List.of() : store.kept();
  }

  TaskMetrics metrics() {
    if (workspace == null) {
      return bytesRead == 0 ? TaskMetrics.NONE : new TaskMetrics(bytesRead, 0, 0, 0, 0);
    }
    IoCounters io = workspace.counters();
    return new TaskMetrics(
        bytesRead,
        io.shuffleBytesRead(),
        io.shuffleBytesWritten(),
        io.spilledBytes(),
        memory.peak());
  }

  /** Gives back memory and blocks, whatever the task left open. */
  void end() {
    if (store != null) {
      store.endReading();
    }
    memory.close();
  }

  /** Lets go of what it made the executor keep: that was reported. */
  @Override
  public void close() {
    end();
    if (store != null) {
      store.close();
    }
  }
}
