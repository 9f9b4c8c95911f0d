package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a list with fast access by index. */
final class ListCursor<T extends @Nullable Object> implements Cursor<T> {
  private final List<? extends T> elements;
  private int next;

  ListCursor(List<? extends T> elements) {
    this.elements = elements;
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    if (next == elements.size()) {
      return false;
    }
    sink.accept(elements.get(next++));
    return true;
  }

  @Override
  public long count() {
    int left = elements.size() - next;
    next = elements.size();
    return left;
  }
}
