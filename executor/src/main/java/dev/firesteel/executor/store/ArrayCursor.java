package dev.firesteel.executor.store;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import org.jspecify.annotations.Nullable;

/** Elements of an array. */
final class ArrayCursor<T extends @Nullable Object> implements Cursor<T> {
  private final @Nullable Object[] elements;
  private final int end;
  private final Runnable unread;
  private int next;

  ArrayCursor(@Nullable Object[] elements, int end, Runnable unread) {
    this.elements = elements;
    this.end = end;
    this.unread = unread;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  public boolean advance(Sink<? super T> sink) throws Exception {
    if (next == end) {
      return false;
    }
    sink.accept((T) elements[next++]);
    return true;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  public void forEachRemaining(Sink<? super T> sink) throws Exception {
    @Nullable Object[] array = elements;
    int i = next;
    for (int n = end; i < n && !sink.done(); i++) {
      sink.accept((T) array[i]);
      if ((i & 63) == 63 && Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted while reading a kept partition");
      }
    }
    next = i;
  }

  @Override
  public void close() {
    unread.run();
  }
}
