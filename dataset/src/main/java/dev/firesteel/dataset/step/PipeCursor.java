package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A parent's elements on their way through one link; state belongs to the step, not the link. */
public final class PipeCursor<A extends @Nullable Object, B extends @Nullable Object>
    implements Cursor<B> {
  private final Cursor<A> parent;
  private final Function<Sink<? super B>, Sink<A>> link;
  private @Nullable Sink<? super B> down;
  private @Nullable Sink<A> linked;

  /** Links each sink that is pushed to. */
  public PipeCursor(Cursor<A> parent, Function<Sink<? super B>, Sink<A>> link) {
    this.parent = parent;
    this.link = link;
  }

  @Override
  public boolean advance(Sink<? super B> sink) throws Exception {
    return parent.advance(linked(sink));
  }

  @Override
  public void forEachRemaining(Sink<? super B> sink) throws Exception {
    parent.forEachRemaining(linked(sink));
  }

  private Sink<A> linked(Sink<? super B> sink) {
    Sink<A> up = linked;
    if (up == null || down != sink) {
      up = link.apply(sink);
      linked = up;
      down = sink;
    }
    return up;
  }

  @Override
  public void close() throws Exception {
    parent.close();
  }
}
