package dev.firesteel.executor.aggregate;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.executor.memory.SizeEstimator;
import dev.firesteel.executor.sort.Run;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries of a table in a file, ordered by hash. Its element is itself, at its entry. */
final class HashRun<K extends @Nullable Object, C extends @Nullable Object>
    implements Run<HashRun<K, C>> {
  private final Input in;
  private final RecordSerializer serializer;
  private int hash;
  private @Nullable K key;
  private long bytes;
  private boolean unread;

  HashRun(Input in, RecordSerializer serializer) {
    this.in = in;
    this.serializer = serializer;
  }

  /** Writes a table's entries, of each combination what a function makes of it. */
  static <K extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object>
      SpillRun spill(CombineTable<K, ?, C> table, Function<C, D> form, Workspace workspace)
          throws Exception {
    long[] order = new long[table.size()];
    int n = 0;
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot)) {
        order[n++] = ((long) table.hash(slot) << 32) | slot;
      }
    }
    Arrays.sort(order);
    return SpillRun.write(
        workspace,
        1,
        (part, writer) -> {
          for (long entry : order) {
            int slot = (int) entry;
            D combined = form.apply(table.value(slot));
            put(writer, workspace, (int) (entry >> 32), table.key(slot), combined);
          }
        });
  }

  /**
   * Writes one entry, and what its combination takes in the heap, so that readers can ask for it.
   */
  static void put(
      ChunkWriter writer,
      Workspace workspace,
      int hash,
      @Nullable Object key,
      @Nullable Object combined) {
    writer.output().writeInt(hash);
    workspace.serializer().write(writer.output(), key);
    writer
        .output()
        .writeVarLong(combined instanceof Number ? 0 : SizeEstimator.atWork(combined), true);
    workspace.serializer().write(writer.output(), combined);
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean next() {
    if (unread) {
      combined();
    }
    key = null;
    if (in.end()) {
      return false;
    }
    hash = in.readInt();
    key = (K) serializer.read(in);
    bytes = in.readVarLong(true);
    unread = true;
    return true;
  }

  @Override
  public HashRun<K, C> element() {
    return this;
  }

  @Override
  public long prefix() {
    return hash;
  }

  int hash() {
    return hash;
  }

  @SuppressWarnings("NullAway") // null where K says so
  K key() {
    return key;
  }

  /** What the combination takes in the heap, about. */
  long bytes() {
    return bytes;
  }

  /** The combination, which is read only now; once for each entry. */
  @SuppressWarnings({"unchecked", "NullAway"}) // null where C says so
  C combined() {
    unread = false;
    return (C) serializer.read(in);
  }

  @Override
  public void close() {
    in.close();
  }
}
