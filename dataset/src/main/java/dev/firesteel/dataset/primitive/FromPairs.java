package dev.firesteel.dataset.primitive;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableLongBinaryOperator;
import dev.firesteel.dataset.function.SerializableLongDoubleToDoubleFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.PipeCursor;
import dev.firesteel.dataset.step.Step;

/** Steps from pairs of primitives to numbers. */
public final class FromPairs {
  private FromPairs() {}

  /** The keys. */
  public static final class Keys<N extends Number> implements Step<Pair<Long, N>, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Cursor<Long> over(Cursor<Pair<Long, N>> parent, int partition, TaskRuntime task) {
      return new PipeCursor<Pair<Long, N>, Long>(
          parent,
          sink ->
              new PairLink<N>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptLong(key);
                }
              });
    }
  }

  /** The values. */
  public static final class Longs implements Step<Pair<Long, Long>, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Cursor<Long> over(Cursor<Pair<Long, Long>> parent, int partition, TaskRuntime task) {
      return new PipeCursor<Pair<Long, Long>, Long>(
          parent,
          sink ->
              new PairLink<Long>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptLong(bits);
                }
              });
    }
  }

  /** The values. */
  public static final class Doubles implements Step<Pair<Long, Double>, Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public Cursor<Double> over(Cursor<Pair<Long, Double>> parent, int partition, TaskRuntime task) {
      return new PipeCursor<Pair<Long, Double>, Double>(
          parent,
          sink ->
              new PairLink<Double>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptDouble(Double.longBitsToDouble(bits));
                }
              });
    }
  }

  /** A long of each pair. */
  public static final class ToLongs implements Step<Pair<Long, Long>, Long> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongBinaryOperator> function;

    /** By a function. */
    public ToLongs(Closure<SerializableLongBinaryOperator> function) {
      this.function = function;
    }

    @Override
    public Cursor<Long> over(Cursor<Pair<Long, Long>> parent, int partition, TaskRuntime task) {
      SerializableLongBinaryOperator f = function.get();
      return new PipeCursor<Pair<Long, Long>, Long>(
          parent,
          sink ->
              new PairLink<Long>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptLong(f.applyAsLong(key, bits));
                }
              });
    }
  }

  /** A double of each pair. */
  public static final class ToDoubles implements Step<Pair<Long, Double>, Double> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongDoubleToDoubleFunction> function;

    /** By a function. */
    public ToDoubles(Closure<SerializableLongDoubleToDoubleFunction> function) {
      this.function = function;
    }

    @Override
    public Cursor<Double> over(Cursor<Pair<Long, Double>> parent, int partition, TaskRuntime task) {
      SerializableLongDoubleToDoubleFunction f = function.get();
      return new PipeCursor<Pair<Long, Double>, Double>(
          parent,
          sink ->
              new PairLink<Double>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptDouble(f.applyAsDouble(key, Double.longBitsToDouble(bits)));
                }
              });
    }
  }
}
