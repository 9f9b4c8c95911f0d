package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableDoubleFunction;
import dev.firesteel.dataset.function.SerializableDoublePredicate;
import dev.firesteel.dataset.function.SerializableDoubleUnaryOperator;
import dev.firesteel.dataset.function.SerializableToDoubleFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** Steps over double numbers that do not box them. */
public final class Doubles {
  private Doubles() {}

  private abstract static class DoubleLink<B extends @Nullable Object> extends Link<Double, B> {
    DoubleLink(Sink<? super B> down) {
      super(down);
    }

    @Override
    public final void accept(Double element) throws Exception {
      acceptDouble(element);
    }

    @Override
    public abstract void acceptDouble(double element) throws Exception;
  }

  /** A number of each element. */
  public static final class Of<A extends @Nullable Object> implements Step<A, Double> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableToDoubleFunction<? super A>> function;

    /** By a function. */
    public Of(Closure<? extends SerializableToDoubleFunction<? super A>> function) {
      this.function = function;
    }

    @Override
    public Cursor<Double> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializableToDoubleFunction<? super A> f = function.get();
      return new PipeCursor<A, Double>(
          parent,
          sink ->
              new Link<A, Double>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  down.acceptDouble(f.applyAsDouble(element));
                }
              });
    }
  }

  /** A function of each number. */
  public static final class Map implements Step<Double, Double> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableDoubleUnaryOperator> function;

    /** By a function. */
    public Map(Closure<SerializableDoubleUnaryOperator> function) {
      this.function = function;
    }

    @Override
    public Cursor<Double> over(Cursor<Double> parent, int partition, TaskRuntime task) {
      SerializableDoubleUnaryOperator f = function.get();
      return new PipeCursor<Double, Double>(
          parent,
          sink ->
              new DoubleLink<Double>(sink) {
                @Override
                public void acceptDouble(double element) throws Exception {
                  down.acceptDouble(f.applyAsDouble(element));
                }
              });
    }
  }

  /** The numbers that meet a condition. */
  public static final class Filter implements Step<Double, Double> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableDoublePredicate> condition;

    /** By a condition. */
    public Filter(Closure<SerializableDoublePredicate> condition) {
      this.condition = condition;
    }

    @Override
    public Cursor<Double> over(Cursor<Double> parent, int partition, TaskRuntime task) {
      SerializableDoublePredicate keep = condition.get();
      return new PipeCursor<Double, Double>(
          parent,
          sink ->
              new DoubleLink<Double>(sink) {
                @Override
                public void acceptDouble(double element) throws Exception {
                  if (keep.test(element)) {
                    down.acceptDouble(element);
                  }
                }
              });
    }
  }

  /** An object of each number. */
  public static final class ToObject<B extends @Nullable Object> implements Step<Double, B> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableDoubleFunction<? extends B>> function;

    /** By a function. */
    public ToObject(Closure<? extends SerializableDoubleFunction<? extends B>> function) {
      this.function = function;
    }

    @Override
    public Cursor<B> over(Cursor<Double> parent, int partition, TaskRuntime task) {
      SerializableDoubleFunction<? extends B> f = function.get();
      return new PipeCursor<Double, B>(
          parent,
          sink ->
              new DoubleLink<B>(sink) {
                @Override
                public void acceptDouble(double element) throws Exception {
                  down.accept(f.apply(element));
                }
              });
    }
  }
}
