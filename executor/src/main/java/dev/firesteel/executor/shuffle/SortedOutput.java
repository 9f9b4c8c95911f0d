package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.executor.sort.KeyOrder;
import dev.firesteel.executor.sort.Merge;
import dev.firesteel.executor.sort.PrefixSort;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs sorted by key within each partition, for keys that order by {@link KeyOrder}: sorted as
 * bytes by prefix, equal prefixes by the serialized keys. Spilled runs are merged as bytes.
 */
final class SortedOutput<K extends @Nullable Object, V extends @Nullable Object>
    implements MapOutput<K, V>, PrefixSort.TieBreak {
  /** Runs merged at a time. */
  private static final int FAN_IN = 64;

  private final int partitions;
  private final KeyOrder order;
  private final Workspace workspace;
  private final RecordSerializer serializer;
  private final MemoryLease pointerMemory;
  private final RecordPages pages;
  private final PointerTable table;
  private final List<SpillRun> runs = new ArrayList<>();

  SortedOutput(int partitions, KeyOrder order, Workspace workspace) {
    this.partitions = partitions;
    this.order = order;
    this.workspace = workspace;
    this.serializer = workspace.serializer();
    this.pointerMemory = new MemoryLease(workspace);
    this.pages = new RecordPages(new MemoryLease(workspace));
    this.table = PointerTable.byPartitionAndPrefix(partitions);
  }

  @Override
  public void add(int partition, K key, V value) throws Exception {
    long prefix = order.prefix(key);
    pages.begin();
    serializer.write(pages, key);
    serializer.write(pages, value);
    table.add(partition, prefix, pages.end());
    if (pages.refused() || !pointerMemory.growTo(table.bytes())) {
      spill();
    }
  }

  @Override
  public long[] writeTo(ChunkWriter writer) throws Exception {
    long[] offsets = new long[partitions + 1];
    if (!runs.isEmpty() && !table.isEmpty()) {
      spill();
    }
    int[] starts = runs.isEmpty() ? table.sort(this) : new int[0];
    for (int part = 0; part < partitions; part++) {
      if (runs.isEmpty()) {
        writeTable(starts[part], starts[part + 1], writer);
      } else {
        merge(part, (prefix, bytes, at, length) -> writer.output().writeBytes(bytes, at, length));
      }
      offsets[part + 1] = writer.cut();
    }
    return offsets;
  }

  @Override
  public void close() {
    clear();
    runs.forEach(SpillRun::close);
    runs.clear();
  }

  @Override
  public boolean ambiguous(long prefix) {
    return order.ambiguous(prefix);
  }

  @Override
  public int compare(long a, long b) {
    return order.compare(pages.page(a), RecordPages.at(a), pages.page(b), RecordPages.at(b));
  }

  private void spill() throws Exception {
    if (runs.size() == FAN_IN) {
      compact();
    }
    int[] starts = table.sort(this);
    runs.add(
        SpillRun.write(
            workspace,
            partitions,
            (part, writer) -> {
              for (int i = starts[part]; i < starts[part + 1]; i++) {
                long pointer = table.pointer(i);
                byte[] page = pages.page(pointer);
                int at = RecordPages.at(pointer);
                putRunRecord(
                    writer.output(), table.prefix(i), page, at, RecordPages.length(page, at));
              }
            }));
    clear();
  }

  /** Makes one run of all. */
  private void compact() throws Exception {
    SpillRun merged =
        SpillRun.write(
            workspace,
            partitions,
            (part, writer) ->
                merge(
                    part,
                    (prefix, bytes, at, length) ->
                        putRunRecord(writer.output(), prefix, bytes, at, length)));
    runs.forEach(SpillRun::close);
    runs.clear();
    runs.add(merged);
  }

  private void writeTable(int from, int to, ChunkWriter writer) {
    for (int i = from; i < to; i++) {
      long pointer = table.pointer(i);
      byte[] page = pages.page(pointer);
      int at = RecordPages.at(pointer);
      writer.output().writeBytes(page, at, RecordPages.length(page, at));
    }
  }

  private void merge(int part, RawRecords target) throws Exception {
    List<RawRun> open = new ArrayList<>();
    try {
      for (SpillRun run : runs) {
        if (run.length(part) > 0) {
          open.add(new RawRun(run.open(part)));
        }
      }
      Merge<RawRun> merge = new Merge<>(open, (a, b) -> order.compare(a.bytes(), 0, b.bytes(), 0));
      while (!merge.isEmpty()) {
        RawRun run = merge.least().element();
        target.take(run.prefix(), run.bytes(), 0, run.length());
        merge.pop();
      }
    } finally {
      open.forEach(RawRun::close);
    }
  }

  private static void putRunRecord(Output out, long prefix, byte[] bytes, int at, int length) {
    out.writeLong(prefix);
    out.writeVarInt(length, true);
    out.writeBytes(bytes, at, length);
  }

  private void clear() {
    pages.clear();
    table.clear();
    pointerMemory.close();
  }

  /** Takes serialized records. */
  @FunctionalInterface
  private interface RawRecords {
    void take(long prefix, byte[] bytes, int at, int length);
  }
}
