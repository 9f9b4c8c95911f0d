package dev.firesteel.executor.shuffle;

import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.executor.aggregate.CombineTable;
import dev.firesteel.executor.aggregate.Combining;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Pairs combined by key before they are written. When memory is short the table is written as a run
 * and begins anew; a key then comes several times in a block, which the readers combine anyway.
 * When combining turns out to save next to nothing, pairs go past the table.
 */
final class CombiningOutput<
        K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
    implements MapOutput<K, V> {
  /** Entries after which it is judged whether combining pays. */
  private static final int TRIAL = 1 << 18;

  private final Partitioner partitioner;
  private final Combining<V, C> combining;
  private final RecordSerializer serializer;
  private final CombineTable<K, V, C> table;
  private final RunPile runs;
  private final PlainOutput<K, C> past;
  private boolean goPast;
  private boolean judged;

  CombiningOutput(Partitioner partitioner, Aggregator<V, C> aggregator, Workspace workspace) {
    this.partitioner = partitioner;
    this.combining = Combining.values(aggregator);
    this.serializer = workspace.serializer();
    this.table = new CombineTable<>(combining, workspace);
    this.runs = new RunPile(workspace, partitioner.partitions());
    this.past = new PlainOutput<>(partitioner.partitions(), workspace);
  }

  /** The partition is not looked at: each key's is asked for once, when the table is written. */
  @Override
  public void add(int partition, K key, V value) throws Exception {
    add(key, value);
  }

  void add(K key, V value) throws Exception {
    if (goPast) {
      past.add(Placement.of(key, partitioner), key, combining.first(value));
      return;
    }
    table.add(key, value);
    if (table.full() || (!judged && table.size() == TRIAL)) {
      judged |= table.size() >= TRIAL;
      boolean futile = table.size() > table.added() - table.added() / 16;
      if (table.full() || futile) {
        runs.spill(entries());
        table.clear();
        goPast = futile;
      }
    }
  }

  @Override
  public long[] writeTo(ChunkWriter writer) throws Exception {
    SpillRun.Content left = entries();
    SpillRun.Content direct = past.remainder();
    return runs.writeTo(
        writer,
        (part, out) -> {
          past.copyRuns(part, out);
          direct.write(part, out);
          left.write(part, out);
        });
  }

  @Override
  public void close() {
    table.close();
    runs.close();
    past.close();
  }

  /** The table's entries, brought together by partition. */
  private SpillRun.Content entries() {
    PointerTable order = PointerTable.byPartition(partitioner.partitions());
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot)) {
        order.add(Placement.of(table.key(slot), partitioner), 0, slot);
      }
    }
    int[] starts = order.sort(null);
    return (part, writer) -> {
      for (int i = starts[part]; i < starts[part + 1]; i++) {
        int slot = (int) order.pointer(i);
        serializer.write(writer.output(), table.key(slot));
        serializer.write(writer.output(), table.value(slot));
      }
    };
  }
}
