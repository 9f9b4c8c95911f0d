package dev.firesteel.executor.primitive;

import dev.firesteel.dataset.primitive.BitsOperator;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import java.util.Arrays;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pairs by part, combined by key in a table for each part, or as they come. A few pairs of each
 * part are held back and taken at once: the table that they go to is then in the processor's cache.
 * When memory is short the owner is asked to spill. Used by the task's own thread.
 */
public final class PairTables implements AutoCloseable {
  /** Pairs that are held back, of a part and of all. */
  private static final int HELD_BACK = 64;

  private static final int MOST_HELD_BACK = 1 << 15;

  private final LongToIntFunction partOf;
  private final BitsOperator operator;
  private final MemoryLease lease;
  private final Spilling owner;
  private final int heldBack;
  private final long[][] waiting;
  private final int[] ends;
  private final @Nullable LongTable[] tables;
  private final @Nullable PairList[] lists;
  private boolean combining = true;
  private long salt;
  private long taken;
  private long entries;

  /** What the owner does when memory is short. */
  @FunctionalInterface
  public interface Spilling {
    /** Writes the {@link #content} somewhere; it is removed afterwards. */
    void spill() throws Exception;
  }

  /**
   * No pairs.
   *
   * @param parts number of parts
   * @param partOf the part of each key
   */
  public PairTables(
      int parts,
      LongToIntFunction partOf,
      BitsOperator operator,
      Workspace workspace,
      Spilling owner) {
    this.partOf = partOf;
    this.operator = operator;
    this.lease = new MemoryLease(workspace);
    this.owner = owner;
    this.heldBack = 2 * Math.max(1, Math.min(HELD_BACK, MOST_HELD_BACK / parts));
    this.waiting = new long[parts][0];
    this.ends = new int[parts];
    this.tables = new @Nullable LongTable[parts];
    this.lists = new @Nullable PairList[parts];
  }

  /** Takes a pair. */
  public void add(long key, long bits) throws Exception {
    int part = partOf.applyAsInt(key);
    long[] held = waiting[part];
    if (held.length == 0) {
      held = new long[heldBack];
      waiting[part] = held;
    }
    int end = ends[part];
    held[end] = key;
    held[end + 1] = bits;
    end += 2;
    if (end == held.length) {
      ends[part] = 0;
      take(part, held, end);
    } else {
      ends[part] = end;
    }
  }

  /** Takes what was held back. */
  public void flush() throws Exception {
    for (int part = 0; part < ends.length; part++) {
      int end = ends[part];
      if (end > 0) {
        ends[part] = 0;
        take(part, waiting[part], end);
      }
    }
  }

  /** Number of pairs taken, without those that are held back, since it was empty. */
  public long taken() {
    return taken;
  }

  /** Number of keys that were made of them; a pair that is not combined counts as one. */
  public long entries() {
    return entries;
  }

  /** From now on pairs are kept as they come. */
  public void stopCombining() {
    combining = false;
    toLists();
  }

  /** Whether pairs are combined. */
  public boolean combining() {
    return combining;
  }

  private void take(int part, long[] pairs, int end) throws Exception {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("interrupted while combining pairs");
    }
    taken += end >>> 1;
    if (combining) {
      combine(part, pairs, end);
    } else {
      append(part, pairs, 0, end);
    }
  }

  private void combine(int part, long[] pairs, int end) throws Exception {
    int from = 0;
    while (combining) {
      LongTable table = tables[part];
      if (table != null) {
        int before = table.size();
        from = table.addAll(pairs, from, end, operator);
        entries += table.size() - before;
        if (from == end) {
          return;
        }
        if (table.growable() && lease.take(2 * table.bytes())) {
          lease.give(table.bytes());
          table.grow();
        } else {
          spill();
        }
      } else if (lease.take(LongTable.smallest())) {
        tables[part] = new LongTable(salt(pairs[0]));
      } else {
        spill();
      }
    }
    append(part, pairs, from, end); // the owner has stopped combining
  }

  /**
   * Depends on the first key that is taken, which is not the first in the order of the slots, so
   * that pairs do not come to other tables in an order like theirs; and is the same when a task
   * runs again.
   */
  private long salt(long key) {
    if (salt == 0) {
      salt = LongTable.hash(key) | 1;
    }
    return salt;
  }

  private void append(int part, long[] pairs, int from, int end) throws Exception {
    PairList list = lists[part];
    if (list == null) {
      list = new PairList();
      lists[part] = list;
    }
    while (!list.hasRoom(end - from)) {
      int length = list.lengthFor(end - from);
      if (length > 0 && lease.take(8L * length)) {
        lease.give(list.bytes());
        list.resize(length);
      } else {
        spill();
        list = new PairList();
        lists[part] = list;
      }
    }
    list.append(pairs, from, end);
    entries += (end - from) >>> 1;
  }

  private void spill() throws Exception {
    owner.spill();
    clear();
  }

  /**
   * What was taken, part by part, as frames. Where pairs are combined, none can be added after this
   * before all are removed.
   */
  public SpillRun.Content content() {
    toLists();
    PairFrames frames = new PairFrames();
    return (part, writer) -> {
      PairList list = lists[part];
      if (list != null) {
        frames.write(writer.output(), list.pairs(), 0, list.end());
      }
    };
  }

  /** The pairs of each part, as {@link #content}; null where there are none. */
  @Nullable PairList[] lists() {
    toLists();
    return lists;
  }

  private void toLists() {
    for (int part = 0; part < tables.length; part++) {
      LongTable table = tables[part];
      if (table != null) {
        lists[part] = table.toList();
        tables[part] = null;
      }
    }
  }

  /** Removes what was taken, not what is held back, and gives the memory back. */
  private void clear() {
    Arrays.fill(tables, null);
    Arrays.fill(lists, null);
    taken = 0;
    entries = 0;
    lease.close();
  }

  @Override
  public void close() {
    clear();
  }
}
