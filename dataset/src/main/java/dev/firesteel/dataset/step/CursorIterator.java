package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Pulls from a cursor; holds what one step of its source yielded. */
final class CursorIterator<T extends @Nullable Object> implements Iterator<T>, Sink<T> {
  private final Cursor<T> cursor;
  private final List<T> buffer = new ArrayList<>();
  private int next;
  private int steps;

  CursorIterator(Cursor<T> cursor) {
    this.cursor = cursor;
  }

  @Override
  public void accept(T element) {
    buffer.add(element);
  }

  @Override
  public boolean hasNext() {
    if (next < buffer.size()) {
      return true;
    }
    buffer.clear();
    next = 0;
    try {
      while (buffer.isEmpty()) {
        if ((++steps & 63) == 0 && Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("interrupted while reading elements");
        }
        if (!cursor.advance(this)) {
          return false;
        }
      }
    } catch (Exception e) {
      throw Cursors.<RuntimeException>raise(e);
    }
    return true;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return buffer.get(next++);
  }
}
