package dev.firesteel.dataset.primitive;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A parent's elements on their way through a link that makes pairs of primitives. */
final class PairPipe<A extends @Nullable Object, N extends Number>
    implements Cursor<Pair<Long, N>> {
  private final Cursor<A> parent;
  private final ValueKind kind;
  private final Function<PairSink<N>, Sink<A>> link;
  private @Nullable Sink<? super Pair<Long, N>> down;
  private @Nullable Sink<A> linked;

  /** Links each sink that is pushed to. */
  PairPipe(Cursor<A> parent, ValueKind kind, Function<PairSink<N>, Sink<A>> link) {
    this.parent = parent;
    this.kind = kind;
    this.link = link;
  }

  @Override
  public boolean advance(Sink<? super Pair<Long, N>> sink) throws Exception {
    return parent.advance(linked(sink));
  }

  @Override
  public void forEachRemaining(Sink<? super Pair<Long, N>> sink) throws Exception {
    parent.forEachRemaining(linked(sink));
  }

  @Override
  public long count() throws Exception {
    Counter<N> counter = new Counter<>();
    forEachRemaining(counter);
    return counter.count;
  }

  private Sink<A> linked(Sink<? super Pair<Long, N>> sink) {
    Sink<A> up = linked;
    if (up == null || down != sink) {
      up = link.apply(PairSink.of(sink, kind));
      linked = up;
      down = sink;
    }
    return up;
  }

  @Override
  public void close() throws Exception {
    parent.close();
  }

  private static final class Counter<N extends Number> implements PairSink<N> {
    private long count;

    @Override
    public void acceptBits(long key, long bits) {
      count++;
    }
  }
}
