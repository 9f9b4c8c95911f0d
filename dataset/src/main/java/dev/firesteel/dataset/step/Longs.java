package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableLongFunction;
import dev.firesteel.dataset.function.SerializableLongPredicate;
import dev.firesteel.dataset.function.SerializableLongToDoubleFunction;
import dev.firesteel.dataset.function.SerializableLongUnaryOperator;
import dev.firesteel.dataset.function.SerializableToLongFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** Steps over long numbers that do not box them. */
public final class Longs {
  private Longs() {}

  private abstract static class LongLink<B extends @Nullable Object> extends Link<Long, B> {
    LongLink(Sink<? super B> down) {
      super(down);
    }

    @Override
    public final void accept(Long element) throws Exception {
      acceptLong(element);
    }

    @Override
    public abstract void acceptLong(long element) throws Exception;
  }

  /** A number of each element. */
  public static final class Of<A extends @Nullable Object> implements Step<A, Long> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableToLongFunction<? super A>> function;

    /** By a function. */
    public Of(Closure<? extends SerializableToLongFunction<? super A>> function) {
      this.function = function;
    }

    @Override
    public Cursor<Long> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializableToLongFunction<? super A> f = function.get();
      return new PipeCursor<A, Long>(
          parent,
          sink ->
              new Link<A, Long>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  down.acceptLong(f.applyAsLong(element));
                }
              });
    }
  }

  /** A function of each number. */
  public static final class Map implements Step<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongUnaryOperator> function;

    /** By a function. */
    public Map(Closure<SerializableLongUnaryOperator> function) {
      this.function = function;
    }

    @Override
    public Cursor<Long> over(Cursor<Long> parent, int partition, TaskRuntime task) {
      SerializableLongUnaryOperator f = function.get();
      return new PipeCursor<Long, Long>(
          parent,
          sink ->
              new LongLink<Long>(sink) {
                @Override
                public void acceptLong(long element) throws Exception {
                  down.acceptLong(f.applyAsLong(element));
                }
              });
    }
  }

  /** The numbers that meet a condition. */
  public static final class Filter implements Step<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongPredicate> condition;

    /** By a condition. */
    public Filter(Closure<SerializableLongPredicate> condition) {
      this.condition = condition;
    }

    @Override
    public Cursor<Long> over(Cursor<Long> parent, int partition, TaskRuntime task) {
      SerializableLongPredicate keep = condition.get();
      return new PipeCursor<Long, Long>(
          parent,
          sink ->
              new LongLink<Long>(sink) {
                @Override
                public void acceptLong(long element) throws Exception {
                  if (keep.test(element)) {
                    down.acceptLong(element);
                  }
                }
              });
    }
  }

  /** An object of each number. */
  public static final class ToObject<B extends @Nullable Object> implements Step<Long, B> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableLongFunction<? extends B>> function;

    /** By a function. */
    public ToObject(Closure<? extends SerializableLongFunction<? extends B>> function) {
      this.function = function;
    }

    @Override
    public Cursor<B> over(Cursor<Long> parent, int partition, TaskRuntime task) {
      SerializableLongFunction<? extends B> f = function.get();
      return new PipeCursor<Long, B>(
          parent,
          sink ->
              new LongLink<B>(sink) {
                @Override
                public void acceptLong(long element) throws Exception {
                  down.accept(f.apply(element));
                }
              });
    }
  }

  /** A number with a fraction of each whole number. */
  public static final class ToDouble implements Step<Long, Double> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongToDoubleFunction> function;

    /** By a function. */
    public ToDouble(Closure<SerializableLongToDoubleFunction> function) {
      this.function = function;
    }

    @Override
    public Cursor<Double> over(Cursor<Long> parent, int partition, TaskRuntime task) {
      SerializableLongToDoubleFunction f = function.get();
      return new PipeCursor<Long, Double>(
          parent,
          sink ->
              new LongLink<Double>(sink) {
                @Override
                public void acceptLong(long element) throws Exception {
                  down.acceptDouble(f.applyAsDouble(element));
                }
              });
    }
  }
}
