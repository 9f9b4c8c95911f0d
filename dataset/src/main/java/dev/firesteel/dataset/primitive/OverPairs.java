package dev.firesteel.dataset.primitive;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableDoubleUnaryOperator;
import dev.firesteel.dataset.function.SerializableLongDoublePredicate;
import dev.firesteel.dataset.function.SerializableLongLongPredicate;
import dev.firesteel.dataset.function.SerializableLongToDoubleFunction;
import dev.firesteel.dataset.function.SerializableLongUnaryOperator;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.Step;

/** Steps from pairs of primitives to such. */
public final class OverPairs {
  private OverPairs() {}

  /** A function of each long. */
  public static final class MapLongs implements Step<Pair<Long, Long>, Pair<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongUnaryOperator> function;

    /** By a function. */
    public MapLongs(Closure<SerializableLongUnaryOperator> function) {
      this.function = function;
    }

    @Override
    public Cursor<Pair<Long, Long>> over(
        Cursor<Pair<Long, Long>> parent, int partition, TaskRuntime task) {
      SerializableLongUnaryOperator f = function.get();
      return new PairPipe<Pair<Long, Long>, Long>(
          parent,
          ValueKind.LONG,
          sink ->
              new PairLink<Long>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptBits(key, f.applyAsLong(bits));
                }
              });
    }
  }

  /** A double of each long. */
  public static final class MapLongsToDoubles
      implements Step<Pair<Long, Long>, Pair<Long, Double>> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongToDoubleFunction> function;

    /** By a function. */
    public MapLongsToDoubles(Closure<SerializableLongToDoubleFunction> function) {
      this.function = function;
    }

    @Override
    public Cursor<Pair<Long, Double>> over(
        Cursor<Pair<Long, Long>> parent, int partition, TaskRuntime task) {
      SerializableLongToDoubleFunction f = function.get();
      return new PairPipe<Pair<Long, Long>, Double>(
          parent,
          ValueKind.DOUBLE,
          sink ->
              new PairLink<Long>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptBits(key, Double.doubleToRawLongBits(f.applyAsDouble(bits)));
                }
              });
    }
  }

  /** A function of each double. */
  public static final class MapDoubles implements Step<Pair<Long, Double>, Pair<Long, Double>> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableDoubleUnaryOperator> function;

    /** By a function. */
    public MapDoubles(Closure<SerializableDoubleUnaryOperator> function) {
      this.function = function;
    }

    @Override
    public Cursor<Pair<Long, Double>> over(
        Cursor<Pair<Long, Double>> parent, int partition, TaskRuntime task) {
      SerializableDoubleUnaryOperator f = function.get();
      return new PairPipe<Pair<Long, Double>, Double>(
          parent,
          ValueKind.DOUBLE,
          sink ->
              new PairLink<Double>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  sink.acceptBits(
                      key,
                      Double.doubleToRawLongBits(f.applyAsDouble(Double.longBitsToDouble(bits))));
                }
              });
    }
  }

  /** The pairs that meet a condition. */
  public static final class FilterLongs implements Step<Pair<Long, Long>, Pair<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongLongPredicate> condition;

    /** By a condition. */
    public FilterLongs(Closure<SerializableLongLongPredicate> condition) {
      this.condition = condition;
    }

    @Override
    public Cursor<Pair<Long, Long>> over(
        Cursor<Pair<Long, Long>> parent, int partition, TaskRuntime task) {
      SerializableLongLongPredicate f = condition.get();
      return new PairPipe<Pair<Long, Long>, Long>(
          parent,
          ValueKind.LONG,
          sink ->
              new PairLink<Long>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  if (f.test(key, bits)) {
                    sink.acceptBits(key, bits);
                  }
                }
              });
    }
  }

  /** The pairs that meet a condition. */
  public static final class FilterDoubles implements Step<Pair<Long, Double>, Pair<Long, Double>> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongDoublePredicate> condition;

    /** By a condition. */
    public FilterDoubles(Closure<SerializableLongDoublePredicate> condition) {
      this.condition = condition;
    }

    @Override
    public Cursor<Pair<Long, Double>> over(
        Cursor<Pair<Long, Double>> parent, int partition, TaskRuntime task) {
      SerializableLongDoublePredicate f = condition.get();
      return new PairPipe<Pair<Long, Double>, Double>(
          parent,
          ValueKind.DOUBLE,
          sink ->
              new PairLink<Double>(sink) {
                @Override
                public void acceptBits(long key, long bits) throws Exception {
                  if (f.test(key, Double.longBitsToDouble(bits))) {
                    sink.acceptBits(key, bits);
                  }
                }
              });
    }
  }
}
