package dev.firesteel.api.split;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** One cursor after the other; each is opened when the one before is at its end. */
public final class ConcatCursor<T extends @Nullable Object> implements Cursor<T> {
  private final Iterator<? extends Opener<T>> rest;
  private @Nullable Cursor<T> current;

  /** Opens a cursor. */
  @FunctionalInterface
  public interface Opener<T extends @Nullable Object> {
    /** Opens it. */
    Cursor<T> open() throws Exception;
  }

  /** The cursors in order. */
  public ConcatCursor(Iterator<? extends Opener<T>> cursors) {
    this.rest = cursors;
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    for (Cursor<T> now = current(); now != null; now = current()) {
      if (now.advance(sink)) {
        return true;
      }
      close();
    }
    return false;
  }

  @Override
  public void forEachRemaining(Sink<? super T> sink) throws Exception {
    for (Cursor<T> now = current(); now != null && !sink.done(); now = current()) {
      now.forEachRemaining(sink);
      if (sink.done()) {
        return;
      }
      close();
    }
  }

  @Override
  public long count() throws Exception {
    long sum = 0;
    for (Cursor<T> now = current(); now != null; now = current()) {
      sum += now.count();
      close();
    }
    return sum;
  }

  private @Nullable Cursor<T> current() throws Exception {
    if (current == null && rest.hasNext()) {
      current = rest.next().open();
    }
    return current;
  }

  @Override
  public void close() throws Exception {
    Cursor<T> now = current;
    current = null;
    if (now != null) {
      now.close();
    }
  }
}
