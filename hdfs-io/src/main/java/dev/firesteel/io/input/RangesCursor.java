package dev.firesteel.io.input;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The elements of several ranges, one after the other; only one file is open at a time. */
final class RangesCursor<T extends @Nullable Object> implements Cursor<T> {
  private final Iterator<FileRange> rest;
  private final Function<FileRange, Cursor<T>> opener;
  private @Nullable Cursor<T> current;

  RangesCursor(List<FileRange> ranges, Function<FileRange, Cursor<T>> opener) {
    this.rest = ranges.iterator();
    this.opener = opener;
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

  private @Nullable Cursor<T> current() {
    if (current == null && rest.hasNext()) {
      current = opener.apply(rest.next());
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
