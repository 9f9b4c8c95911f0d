package dev.firesteel.executor.sort;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import org.jspecify.annotations.Nullable;

/** A cursor that closes what it reads from. */
final class OwningCursor<T extends @Nullable Object> implements Cursor<T> {
  private final Cursor<T> elements;
  private final AutoCloseable owner;

  OwningCursor(Cursor<T> elements, AutoCloseable owner) {
    this.elements = elements;
    this.owner = owner;
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    return elements.advance(sink);
  }

  @Override
  public void close() throws Exception {
    try (owner) {
      elements.close();
    }
  }
}
