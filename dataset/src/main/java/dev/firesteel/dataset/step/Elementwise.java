package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.Emitter;
import dev.firesteel.dataset.function.SerializableFunction;
import dev.firesteel.dataset.function.SerializablePredicate;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps that treat each element by itself. */
public final class Elementwise {
  private Elementwise() {}

  /** One output for each input. */
  public static final class Map<A extends @Nullable Object, B extends @Nullable Object>
      implements Step<A, B> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableFunction<? super A, ? extends B>> function;

    /** By a function. */
    public Map(Closure<SerializableFunction<? super A, ? extends B>> function) {
      this.function = function;
    }

    @Override
    public Cursor<B> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializableFunction<? super A, ? extends B> f = function.get();
      return new PipeCursor<A, B>(
          parent,
          sink ->
              new Link<A, B>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  down.accept(f.apply(element));
                }
              });
    }
  }

  /** Those inputs that meet a condition. */
  public static final class Filter<A extends @Nullable Object> implements Step<A, A> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializablePredicate<? super A>> condition;

    /** By a condition. */
    public Filter(Closure<SerializablePredicate<? super A>> condition) {
      this.condition = condition;
    }

    @Override
    public Cursor<A> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializablePredicate<? super A> keep = condition.get();
      return new PipeCursor<A, A>(
          parent,
          sink ->
              new Link<A, A>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  if (keep.test(element)) {
                    down.accept(element);
                  }
                }
              });
    }
  }

  /** The outputs that a function pushes. */
  public static final class Emit<A extends @Nullable Object, B extends @Nullable Object>
      implements Step<A, B> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends Emitter<? super A, B>> emitter;

    /** By an emitter. */
    public Emit(Closure<? extends Emitter<? super A, B>> emitter) {
      this.emitter = emitter;
    }

    @Override
    public Cursor<B> over(Cursor<A> parent, int partition, TaskRuntime task) {
      Emitter<? super A, B> f = emitter.get();
      return new PipeCursor<A, B>(
          parent,
          sink ->
              new Link<A, B>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  f.emit(element, down);
                }
              });
    }
  }

  /** The elements of the stream that a function makes of each input; no stream means none. */
  public static final class Streams<A extends @Nullable Object, B extends @Nullable Object>
      implements Step<A, B> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableFunction<? super A, ? extends Stream<? extends B>>> function;

    /** By a function. */
    public Streams(
        Closure<SerializableFunction<? super A, ? extends Stream<? extends B>>> function) {
      this.function = function;
    }

    @Override
    public Cursor<B> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializableFunction<? super A, ? extends Stream<? extends B>> f = function.get();
      return new PipeCursor<A, B>(
          parent,
          sink ->
              new Link<A, B>(sink) {
                private final StreamPush<B> push = new StreamPush<>(sink);

                @Override
                public void accept(A element) throws Exception {
                  push.all(f.apply(element));
                }
              });
    }
  }

  /** The elements of the collection that a function makes of each input. */
  public static final class Iterables<A extends @Nullable Object, B extends @Nullable Object>
      implements Step<A, B> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableFunction<? super A, ? extends Iterable<? extends B>>>
        function;

    /** By a function. */
    public Iterables(
        Closure<SerializableFunction<? super A, ? extends Iterable<? extends B>>> function) {
      this.function = function;
    }

    @Override
    public Cursor<B> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializableFunction<? super A, ? extends Iterable<? extends B>> f = function.get();
      return new PipeCursor<A, B>(
          parent,
          sink ->
              new Link<A, B>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  int steps = 0;
                  for (B each : f.apply(element)) {
                    if (down.done()) {
                      return;
                    }
                    if ((++steps & 63) == 0 && Thread.currentThread().isInterrupted()) {
                      throw new InterruptedException("interrupted in an endless collection");
                    }
                    down.accept(each);
                  }
                }
              });
    }
  }
}
