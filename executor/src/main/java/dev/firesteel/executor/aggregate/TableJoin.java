package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.dataset.step.PipeCursor;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The left side's pairs through a table of the right one; then, if they are kept, what is in the
 * table and met no pair.
 */
@SuppressWarnings("unchecked") // R is what the kind of join makes
final class TableJoin<
        K extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object>
    implements Cursor<Pair<K, R>> {
  private final PipeCursor<Pair<K, V>, Pair<K, R>> left;
  private final CombineTable<K, ?, @Nullable Object> table;
  private final JoinKind kind;

  /** The slots that met a pair, if it is asked for. */
  private final @Nullable BitSet met;

  private boolean leftEnded;
  private int next;

  TableJoin(Cursor<Pair<K, V>> left, CombineTable<K, ?, @Nullable Object> table, JoinKind kind) {
    this.left = new PipeCursor<Pair<K, V>, Pair<K, R>>(left, sink -> new Probe(sink));
    this.table = table;
    this.kind = kind;
    this.met = kind.keepsRight() ? new BitSet(table.slots()) : null;
  }

  @Override
  public boolean advance(Sink<? super Pair<K, R>> sink) throws Exception {
    if (!leftEnded && left.advance(sink)) {
      return true;
    }
    leftEnded = true;
    return met != null && single(met, sink);
  }

  @Override
  public void forEachRemaining(Sink<? super Pair<K, R>> sink) throws Exception {
    if (!leftEnded) {
      left.forEachRemaining(sink);
    }
    if (met != null) {
      Cursor.super.forEachRemaining(sink);
    }
  }

  /** Pushes the values of the next key that met no pair; false if there is none. */
  private boolean single(BitSet partners, Sink<? super Pair<K, R>> sink) throws Exception {
    for (int end = table.slots(); next < end; next++) {
      if (table.used(next) && !partners.get(next)) {
        K key = table.key(next);
        for (Object right : Collecting.values(table.value(next++))) {
          sink.accept(Pair.of(key, (R) kind.right(right)));
        }
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws Exception {
    try (table) {
      left.close();
    }
  }

  /** Takes pairs of the left side. */
  private final class Probe implements Sink<Pair<K, V>> {
    private final Sink<? super Pair<K, R>> down;

    Probe(Sink<? super Pair<K, R>> down) {
      this.down = down;
    }

    @Override
    public void accept(Pair<K, V> pair) throws Exception {
      int slot = table.find(pair.key());
      if (slot < 0) {
        if (kind.keepsLeft()) {
          down.accept(pair.withValue((R) kind.left(pair.value())));
        }
        return;
      }
      if (met != null) {
        met.set(slot);
      }
      Object values = table.value(slot);
      if (!(values instanceof Many many)) {
        down.accept(pair.withValue((R) kind.both(pair.value(), values)));
        return;
      }
      for (Object right : many.values()) {
        if (down.done()) {
          return;
        }
        down.accept(pair.withValue((R) kind.both(pair.value(), right)));
      }
    }

    @Override
    public boolean done() {
      return down.done();
    }
  }
}
