package dev.firesteel.executor.store;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import org.jspecify.annotations.Nullable;

/** What was unrolled before memory ran out, then the rest of the source. */
final class PartialCursor<T extends @Nullable Object> implements Cursor<T> {
  private final Cursor<T> rest;
  private @Nullable Cursor<T> unrolled;

  PartialCursor(Cursor<T> unrolled, Cursor<T> rest) {
    this.unrolled = unrolled;
    this.rest = rest;
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    Cursor<T> first = unrolled;
    if (first != null) {
      if (first.advance(sink)) {
        return true;
      }
      dropUnrolled();
    }
    return rest.advance(sink);
  }

  @Override
  public void forEachRemaining(Sink<? super T> sink) throws Exception {
    Cursor<T> first = unrolled;
    if (first != null) {
      first.forEachRemaining(sink);
      if (sink.done()) {
        return;
      }
      dropUnrolled();
    }
    rest.forEachRemaining(sink);
  }

  private void dropUnrolled() throws Exception {
    Cursor<T> first = unrolled;
    unrolled = null;
    if (first != null) {
      first.close();
    }
  }

  @Override
  public void close() throws Exception {
    try {
      dropUnrolled();
    } finally {
      rest.close();
    }
  }
}
