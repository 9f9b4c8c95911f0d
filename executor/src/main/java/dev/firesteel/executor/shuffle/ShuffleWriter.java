package dev.firesteel.executor.shuffle;

import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a map task's output. Used by the task's own thread. */
public final class ShuffleWriter {
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
   * @throws dev.firesteel.api.error.FiresteelException if a local disk fails or a record cannot be
   *     serialized
   */
  public <K extends @Nullable Object, V extends @Nullable Object> long[] write(
      Cursor<Pair<K, V>> pairs, ShuffleDependency<K, V, ?> dependency, TaskId task)
      throws Exception {
    int partitions = dependency.partitioner().partitions();
    List<List<Pair<K, V>>> parts = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      parts.add(new ArrayList<>());
    }
    try (pairs) {
      pairs.forEachRemaining(
          pair -> parts.get(dependency.partitioner().partition(pair.key())).add(pair));
    }
    ChunkWriter writer = new ChunkWriter(store.draft(dependency.id(), task), workspace);
    long[] offsets = new long[partitions + 1];
    try {
      for (int i = 0; i < partitions; i++) {
        for (Pair<K, V> pair : parts.get(i)) {
          workspace.serializer().write(writer.output(), pair.key());
          workspace.serializer().write(writer.output(), pair.value());
        }
        offsets[i + 1] = writer.cut();
      }
      writer.close();
    } catch (RuntimeException | Error e) {
      writer.abort();
      throw e;
    }
    workspace.counters().addShuffleWritten(offsets[partitions]);
    return store.commit(dependency.id(), task, writer.file(), offsets).sizes();
  }
}
