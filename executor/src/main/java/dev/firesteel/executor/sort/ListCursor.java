package dev.firesteel.executor.sort;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a list; closes what owns them. */
final class ListCursor<T extends @Nullable Object> implements Cursor<T> {
  private final List<T> elements;
  private final ObjectSorter<T> owner;
  private int at;

  ListCursor(List<T> elements, ObjectSorter<T> owner) {
    this.elements = elements;
    this.owner = owner;
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    if (at == elements.size()) {
      return false;
    }
    sink.accept(elements.get(at++));
    return true;
  }

  @Override
  public void close() {
    owner.close();
  }
}
