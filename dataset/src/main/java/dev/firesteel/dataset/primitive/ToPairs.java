package dev.firesteel.dataset.primitive;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.LongDoubleEmitter;
import dev.firesteel.dataset.function.LongLongEmitter;
import dev.firesteel.dataset.function.SerializableLongToDoubleFunction;
import dev.firesteel.dataset.function.SerializableLongUnaryOperator;
import dev.firesteel.dataset.function.SerializableToDoubleFunction;
import dev.firesteel.dataset.function.SerializableToLongFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.Step;
import org.jspecify.annotations.Nullable;

/** Steps that make pairs of primitives. */
public final class ToPairs {
  private ToPairs() {}

  /** Takes elements and pushes pairs. */
  private abstract static class Maker<A extends @Nullable Object> implements Sink<A> {
    private final Sink<?> down;

    Maker(Sink<?> down) {
      this.down = down;
    }

    @Override
    public boolean done() {
      return down.done();
    }
  }

  /** Takes longs and pushes pairs. */
  private abstract static class LongMaker extends Maker<Long> {
    LongMaker(Sink<?> down) {
      super(down);
    }

    @Override
    public final void accept(Long element) throws Exception {
      acceptLong(element);
    }

    @Override
    public abstract void acceptLong(long element) throws Exception;
  }

  /** A key and a long of each element. */
  public static final class LongLong<A extends @Nullable Object>
      implements Step<A, Pair<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableToLongFunction<? super A>> key;
    private final Closure<? extends SerializableToLongFunction<? super A>> value;

    /** By two functions. */
    public LongLong(
        Closure<? extends SerializableToLongFunction<? super A>> key,
        Closure<? extends SerializableToLongFunction<? super A>> value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public Cursor<Pair<Long, Long>> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializableToLongFunction<? super A> k = key.get();
      SerializableToLongFunction<? super A> v = value.get();
      return new PairPipe<A, Long>(
          parent,
          ValueKind.LONG,
          sink ->
              new Maker<A>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  sink.acceptBits(k.applyAsLong(element), v.applyAsLong(element));
                }
              });
    }
  }

  /** A key and a double of each element. */
  public static final class LongDouble<A extends @Nullable Object>
      implements Step<A, Pair<Long, Double>> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends SerializableToLongFunction<? super A>> key;
    private final Closure<? extends SerializableToDoubleFunction<? super A>> value;

    /** By two functions. */
    public LongDouble(
        Closure<? extends SerializableToLongFunction<? super A>> key,
        Closure<? extends SerializableToDoubleFunction<? super A>> value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public Cursor<Pair<Long, Double>> over(Cursor<A> parent, int partition, TaskRuntime task) {
      SerializableToLongFunction<? super A> k = key.get();
      SerializableToDoubleFunction<? super A> v = value.get();
      return new PairPipe<A, Double>(
          parent,
          ValueKind.DOUBLE,
          sink ->
              new Maker<A>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  sink.acceptBits(
                      k.applyAsLong(element), Double.doubleToRawLongBits(v.applyAsDouble(element)));
                }
              });
    }
  }

  /** A key and a long of each long. */
  public static final class LongLongOfLong implements Step<Long, Pair<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongUnaryOperator> key;
    private final Closure<SerializableLongUnaryOperator> value;

    /** By two functions. */
    public LongLongOfLong(
        Closure<SerializableLongUnaryOperator> key, Closure<SerializableLongUnaryOperator> value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public Cursor<Pair<Long, Long>> over(Cursor<Long> parent, int partition, TaskRuntime task) {
      SerializableLongUnaryOperator k = key.get();
      SerializableLongUnaryOperator v = value.get();
      return new PairPipe<Long, Long>(
          parent,
          ValueKind.LONG,
          sink ->
              new LongMaker(sink) {
                @Override
                public void acceptLong(long element) throws Exception {
                  sink.acceptBits(k.applyAsLong(element), v.applyAsLong(element));
                }
              });
    }
  }

  /** A key and a double of each long. */
  public static final class LongDoubleOfLong implements Step<Long, Pair<Long, Double>> {
    private static final long serialVersionUID = 1L;
    private final Closure<SerializableLongUnaryOperator> key;
    private final Closure<SerializableLongToDoubleFunction> value;

    /** By two functions. */
    public LongDoubleOfLong(
        Closure<SerializableLongUnaryOperator> key,
        Closure<SerializableLongToDoubleFunction> value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public Cursor<Pair<Long, Double>> over(Cursor<Long> parent, int partition, TaskRuntime task) {
      SerializableLongUnaryOperator k = key.get();
      SerializableLongToDoubleFunction v = value.get();
      return new PairPipe<Long, Double>(
          parent,
          ValueKind.DOUBLE,
          sink ->
              new LongMaker(sink) {
                @Override
                public void acceptLong(long element) throws Exception {
                  sink.acceptBits(
                      k.applyAsLong(element), Double.doubleToRawLongBits(v.applyAsDouble(element)));
                }
              });
    }
  }

  /** The pairs that a function pushes. */
  public static final class EmitLongs<A extends @Nullable Object>
      implements Step<A, Pair<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends LongLongEmitter<? super A>> emitter;

    /** By an emitter. */
    public EmitLongs(Closure<? extends LongLongEmitter<? super A>> emitter) {
      this.emitter = emitter;
    }

    @Override
    public Cursor<Pair<Long, Long>> over(Cursor<A> parent, int partition, TaskRuntime task) {
      LongLongEmitter<? super A> f = emitter.get();
      return new PairPipe<A, Long>(
          parent,
          ValueKind.LONG,
          sink ->
              new Maker<A>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  f.emit(element, sink::acceptBits);
                }
              });
    }
  }

  /** The pairs that a function pushes. */
  public static final class EmitDoubles<A extends @Nullable Object>
      implements Step<A, Pair<Long, Double>> {
    private static final long serialVersionUID = 1L;
    private final Closure<? extends LongDoubleEmitter<? super A>> emitter;

    /** By an emitter. */
    public EmitDoubles(Closure<? extends LongDoubleEmitter<? super A>> emitter) {
      this.emitter = emitter;
    }

    @Override
    public Cursor<Pair<Long, Double>> over(Cursor<A> parent, int partition, TaskRuntime task) {
      LongDoubleEmitter<? super A> f = emitter.get();
      return new PairPipe<A, Double>(
          parent,
          ValueKind.DOUBLE,
          sink ->
              new Maker<A>(sink) {
                @Override
                public void accept(A element) throws Exception {
                  f.emit(
                      element,
                      (key, value) -> sink.acceptBits(key, Double.doubleToRawLongBits(value)));
                }
              });
    }
  }
}
