package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Numbers;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableLongFunction;
import dev.firesteel.dataset.function.SerializableLongPredicate;
import dev.firesteel.dataset.function.SerializableLongToDoubleFunction;
import dev.firesteel.dataset.function.SerializableLongUnaryOperator;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.primitive.ToPairs;
import dev.firesteel.dataset.step.Keys;
import dev.firesteel.dataset.step.Longs;
import org.jspecify.annotations.Nullable;

/** Whole numbers, unboxed on their way through steps. */
public final class LongDataset extends NumberDataset<Long> {
  LongDataset(Session session, Node<Long> node) {
    super(session, node);
  }

  /** A function of each number. */
  public LongDataset map(SerializableLongUnaryOperator function) {
    return new LongDataset(
        session, step("map", new Longs.Map(Closure.capture("map", function)), Keys.CHANGED));
  }

  /** The numbers that meet a condition. */
  public LongDataset filter(SerializableLongPredicate condition) {
    return new LongDataset(
        session, step("filter", new Longs.Filter(Closure.capture("filter", condition)), Keys.KEPT));
  }

  /** An object of each number. */
  public <R extends @Nullable Object> Dataset<R> mapToObject(
      SerializableLongFunction<? extends R> function) {
    return new Dataset<>(
        session,
        this.<R>step(
            "mapToObject",
            new Longs.ToObject<>(Closure.capture("mapToObject", function)),
            Keys.CHANGED));
  }

  /** A number with a fraction of each. */
  public DoubleDataset mapToDouble(SerializableLongToDoubleFunction function) {
    return new DoubleDataset(
        session,
        step(
            "mapToDouble",
            new Longs.ToDouble(Closure.capture("mapToDouble", function)),
            Keys.CHANGED));
  }

  /** A pair of primitives of each number: a key and a value. */
  public LongLongDataset mapToLongLong(
      SerializableLongUnaryOperator key, SerializableLongUnaryOperator value) {
    String name = "mapToLongLong";
    return new LongLongDataset(
        session,
        step(
            name,
            new ToPairs.LongLongOfLong(Closure.capture(name, key), Closure.capture(name, value)),
            Keys.CHANGED));
  }

  /** A pair of primitives of each number: a key and a value. */
  public LongDoubleDataset mapToLongDouble(
      SerializableLongUnaryOperator key, SerializableLongToDoubleFunction value) {
    String name = "mapToLongDouble";
    return new LongDoubleDataset(
        session,
        step(
            name,
            new ToPairs.LongDoubleOfLong(Closure.capture(name, key), Closure.capture(name, value)),
            Keys.CHANGED));
  }

  /** The sum; 0 if there are no numbers. The job fails if it does not fit a long. */
  public long sum() {
    return session.jobs().run(node, Numbers.sum());
  }

  /**
   * The least number.
   *
   * @throws dev.firesteel.api.error.FiresteelException if there are none
   */
  public long min() {
    return boxed().min();
  }

  /**
   * The greatest number.
   *
   * @throws dev.firesteel.api.error.FiresteelException if there are none
   */
  public long max() {
    return boxed().max();
  }

  /** Keeps partitions in memory once they are computed. */
  public LongDataset cache() {
    return persist(StorageLevel.MEMORY);
  }

  /** Keeps partitions once they are computed, in jobs submitted from now on. */
  public LongDataset persist(StorageLevel level) {
    keep(level);
    return this;
  }

  /** Forgets kept partitions, and keeps none in jobs submitted from now on. */
  public LongDataset unpersist() {
    forget();
    return this;
  }

  /** Like {@link Dataset#checkpoint}. */
  public LongDataset checkpoint() {
    return new LongDataset(session, session.checkpoints().of(node));
  }
}
