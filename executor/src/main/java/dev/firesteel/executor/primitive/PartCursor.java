package dev.firesteel.executor.primitive;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import org.jspecify.annotations.Nullable;

/** The elements of parts, each opened when the one before is read. */
final class PartCursor<T> implements Cursor<T> {
  private final int parts;
  private final Opener<T> opener;
  private final AutoCloseable owner;
  private int next;
  private @Nullable Cursor<T> open;

  /** Opens a part. */
  @FunctionalInterface
  interface Opener<T> {
    Cursor<T> open(int part) throws Exception;
  }

  PartCursor(int parts, Opener<T> opener, AutoCloseable owner) {
    this.parts = parts;
    this.opener = opener;
    this.owner = owner;
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    for (Cursor<T> part = current(); part != null; part = current()) {
      if (part.advance(sink)) {
        return true;
      }
      closePart();
    }
    return false;
  }

  @Override
  public void forEachRemaining(Sink<? super T> sink) throws Exception {
    for (Cursor<T> part = current(); part != null; part = current()) {
      part.forEachRemaining(sink);
      if (sink.done()) {
        return;
      }
      closePart();
    }
  }

  @Override
  public long count() throws Exception {
    long count = 0;
    for (Cursor<T> part = current(); part != null; part = current()) {
      count += part.count();
      closePart();
    }
    return count;
  }

  private @Nullable Cursor<T> current() throws Exception {
    Cursor<T> part = open;
    if (part == null && next < parts) {
      part = opener.open(next++);
      open = part;
    }
    return part;
  }

  private void closePart() throws Exception {
    Cursor<T> part = open;
    open = null;
    if (part != null) {
      part.close();
    }
  }

  @Override
  public void close() throws Exception {
    try (owner) {
      closePart();
    }
  }
}
