package dev.firesteel.executor.store;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What was unrolled before memory ran out, then the rest of the source. */
final class PartialCursor<T extends @Nullable Object> implements Cursor<T> {
  private final Cursor<T> rest;
  private final LongConsumer exhausted;
  private @Nullable Cursor<T> unrolled;
  private @Nullable Counting<T> counting;
  private long counted;

  /**
   * The two, one after the other.
   *
   * @param exhausted told how many elements the rest had, if it is read to its end
   */
  PartialCursor(Cursor<T> unrolled, Cursor<T> rest, LongConsumer exhausted) {
    this.unrolled = unrolled;
    this.rest = rest;
    this.exhausted = exhausted;
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
    boolean more = rest.advance(counting(sink));
    if (!more) {
      exhausted.accept(counted);
    }
    return more;
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
    rest.forEachRemaining(counting(sink));
    if (!sink.done()) {
      exhausted.accept(counted);
    }
  }

  private Sink<T> counting(Sink<? super T> sink) {
    Counting<T> known = counting;
    if (known == null || known.down != sink) {
      known = new Counting<>(this, sink);
      counting = known;
    }
    return known;
  }

  private static final class Counting<T extends @Nullable Object> implements Sink<T> {
    private final PartialCursor<T> cursor;
    private final Sink<? super T> down;

    Counting(PartialCursor<T> cursor, Sink<? super T> down) {
      this.cursor = cursor;
      this.down = down;
    }

    @Override
    public void accept(T element) throws Exception {
      cursor.counted++;
      down.accept(element);
    }

    @Override
    public boolean done() {
      return down.done();
    }
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
