package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Bridges between cursors and iterators. */
public final class Cursors {
  private Cursors() {}

  /** No elements. */
  public static <T extends @Nullable Object> Cursor<T> empty() {
    return sink -> false;
  }

  /** An iterator's elements; closing closes {@code upstream}. */
  public static <T extends @Nullable Object> Cursor<T> of(
      Iterator<? extends T> elements, AutoCloseable upstream) {
    return new Cursor<T>() {
      @Override
      public boolean advance(Sink<? super T> sink) throws Exception {
        if (!elements.hasNext()) {
          return false;
        }
        sink.accept(elements.next());
        return true;
      }

      @Override
      public void close() throws Exception {
        upstream.close();
      }
    };
  }

  /** An iterator's elements, with nothing to close. */
  public static <T extends @Nullable Object> Cursor<T> of(Iterator<? extends T> elements) {
    return of(elements, () -> {});
  }

  /** A cursor's elements, pulled one by one. Failures pass through as they are. */
  public static <T extends @Nullable Object> Iterator<T> iterator(Cursor<T> elements) {
    return new CursorIterator<>(elements);
  }

  static void closeAfter(Throwable failure, AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /** Throws a checked exception through code that declares none. */
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException raise(Throwable failure) throws E {
    throw (E) failure;
  }
}
