package dev.firesteel.executor.primitive;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.primitive.PairSink;
import dev.firesteel.dataset.primitive.ValueKind;
import org.jspecify.annotations.Nullable;

/** The pairs of lists in memory, one list after the other. */
final class ListCursor<N extends Number> implements Cursor<Pair<Long, N>> {
  /** Pairs from one look at the sink and the thread to the next. */
  private static final int LOOK = 64;

  private final @Nullable PairList[] lists;
  private final ValueKind kind;
  private final PairAggregation<N> owner;
  private int list;
  private int at;
  private @Nullable Sink<? super Pair<Long, N>> down;
  private @Nullable PairSink<N> unboxed;

  ListCursor(@Nullable PairList[] lists, ValueKind kind, PairAggregation<N> owner) {
    this.lists = lists;
    this.kind = kind;
    this.owner = owner;
  }

  @Override
  public boolean advance(Sink<? super Pair<Long, N>> sink) throws Exception {
    PairList from = current();
    if (from == null) {
      return false;
    }
    long[] pairs = from.pairs();
    int i = at;
    at += 2;
    unboxed(sink).acceptBits(pairs[i], pairs[i + 1]);
    return true;
  }

  @Override
  public void forEachRemaining(Sink<? super Pair<Long, N>> sink) throws Exception {
    PairSink<N> to = unboxed(sink);
    for (PairList from = current(); from != null && !to.done(); from = current()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted while reading pairs");
      }
      long[] pairs = from.pairs();
      int i = at;
      int end = Math.min(from.end(), i + 2 * LOOK);
      at = end;
      for (; i < end; i += 2) {
        to.acceptBits(pairs[i], pairs[i + 1]);
      }
    }
  }

  @Override
  public long count() {
    long count = 0;
    for (PairList from = current(); from != null; from = current()) {
      count += (from.end() - at) >>> 1;
      at = from.end();
    }
    return count;
  }

  /** The list that has the next pair; null at the end. */
  private @Nullable PairList current() {
    for (; list < lists.length; list++) {
      PairList here = lists[list];
      if (here != null && at < here.end()) {
        return here;
      }
      at = 0;
    }
    return null;
  }

  private PairSink<N> unboxed(Sink<? super Pair<Long, N>> sink) {
    PairSink<N> known = unboxed;
    if (known == null || down != sink) {
      known = PairSink.of(sink, kind);
      unboxed = known;
      down = sink;
    }
    return known;
  }

  @Override
  public void close() {
    owner.close();
  }
}
