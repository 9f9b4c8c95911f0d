package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.function.SerializableFunction;
import java.util.Iterator;
import java.util.List;
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

  /** A function of a cursor's elements. */
  public static <A extends @Nullable Object, B extends @Nullable Object> Cursor<B> mapped(
      Cursor<A> elements, SerializableFunction<? super A, ? extends B> function) {
    return new PipeCursor<A, B>(
        elements,
        sink ->
            new Link<A, B>(sink) {
              @Override
              public void accept(A element) throws Exception {
                down.accept(function.apply(element));
              }
            });
  }

  /** A cursor that has as many elements as another, of which it is made without a user's code. */
  static <T extends @Nullable Object> Cursor<T> countedAs(Cursor<T> elements, Cursor<?> source) {
    return new Cursor<T>() {
      @Override
      public boolean advance(Sink<? super T> sink) throws Exception {
        return elements.advance(sink);
      }

      @Override
      public void forEachRemaining(Sink<? super T> sink) throws Exception {
        elements.forEachRemaining(sink);
      }

      @Override
      public long count() throws Exception {
        return source.count();
      }

      @Override
      public void close() throws Exception {
        elements.close();
      }
    };
  }

  /** A list's elements. */
  public static <T extends @Nullable Object> Cursor<T> of(List<? extends T> elements) {
    return new ListCursor<>(elements);
  }

  /** A cursor whose closing closes {@code more} too. */
  static <T extends @Nullable Object> Cursor<T> closing(Cursor<T> elements, AutoCloseable more) {
    return new Cursor<T>() {
      @Override
      public boolean advance(Sink<? super T> sink) throws Exception {
        return elements.advance(sink);
      }

      @Override
      public void forEachRemaining(Sink<? super T> sink) throws Exception {
        elements.forEachRemaining(sink);
      }

      @Override
      public long count() throws Exception {
        return elements.count();
      }

      @Override
      public void close() throws Exception {
        try (more) {
          elements.close();
        }
      }
    };
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
