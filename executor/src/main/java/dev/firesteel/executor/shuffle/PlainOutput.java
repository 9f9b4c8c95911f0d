package dev.firesteel.executor.shuffle;

import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import org.jspecify.annotations.Nullable;

/** Pairs as they come: serialized into pages, brought together by partition through pointers. */
final class PlainOutput<K extends @Nullable Object, V extends @Nullable Object>
    implements MapOutput<K, V> {
  private final RecordSerializer serializer;
  private final MemoryLease pageMemory;
  private final MemoryLease pointerMemory;
  private final RecordPages pages;
  private final PointerTable table;
  private final RunPile runs;

  PlainOutput(int partitions, Workspace workspace) {
    this.serializer = workspace.serializer();
    this.pageMemory = new MemoryLease(workspace);
    this.pointerMemory = new MemoryLease(workspace);
    this.pages = new RecordPages(pageMemory);
    this.table = PointerTable.byPartition(partitions);
    this.runs = new RunPile(workspace, partitions);
  }

  @Override
  public void add(int partition, K key, V value) throws Exception {
    pages.begin();
    serializer.write(pages, key);
    serializer.write(pages, value);
    table.add(partition, 0, pages.end());
    if (pages.refused() || !pointerMemory.growTo(table.bytes())) {
      runs.spill(remainder());
      clear();
    }
  }

  @Override
  public long[] writeTo(ChunkWriter writer) throws Exception {
    return runs.writeTo(writer, remainder());
  }

  /** Writes what was spilled for a partition. To be called right after a cut. */
  void copyRuns(int part, ChunkWriter writer) {
    runs.copy(part, writer);
  }

  @Override
  public void close() {
    clear();
    runs.close();
  }

  /** What is in memory, brought together by partition. */
  SpillRun.Content remainder() {
    int[] starts = table.sort(null);
    return (part, writer) -> {
      for (int i = starts[part]; i < starts[part + 1]; i++) {
        long pointer = table.pointer(i);
        byte[] page = pages.page(pointer);
        int at = RecordPages.at(pointer);
        writer.output().writeBytes(page, at, RecordPages.length(page, at));
      }
    };
  }

  private void clear() {
    pages.clear();
    table.clear();
    pointerMemory.close();
  }
}
