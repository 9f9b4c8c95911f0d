package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Numbers;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableDoubleFunction;
import dev.firesteel.dataset.function.SerializableDoublePredicate;
import dev.firesteel.dataset.function.SerializableDoubleUnaryOperator;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.step.Doubles;
import dev.firesteel.dataset.step.Keys;
import org.jspecify.annotations.Nullable;

/** Numbers with a fraction, unboxed on their way through steps. */
public final class DoubleDataset extends NumberDataset<Double> {
  DoubleDataset(Session session, Node<Double> node) {
    super(session, node);
  }

  /** A function of each number. */
  public DoubleDataset map(SerializableDoubleUnaryOperator function) {
    return new DoubleDataset(
        session, step("map", new Doubles.Map(Closure.capture("map", function)), Keys.CHANGED));
  }

  /** The numbers that meet a condition. */
  public DoubleDataset filter(SerializableDoublePredicate condition) {
    return new DoubleDataset(
        session,
        step("filter", new Doubles.Filter(Closure.capture("filter", condition)), Keys.KEPT));
  }

  /** An object of each number. */
  public <R extends @Nullable Object> Dataset<R> mapToObject(
      SerializableDoubleFunction<? extends R> function) {
    return new Dataset<>(
        session,
        this.<R>step(
            "mapToObject",
            new Doubles.ToObject<>(Closure.capture("mapToObject", function)),
            Keys.CHANGED));
  }

  /** The sum, compensated for rounding; 0 if there are no numbers. */
  public double sum() {
    return session.jobs().run(node, Numbers.stats("sum")).total();
  }

  /** The least number; infinite if there are none. */
  public double min() {
    return session.jobs().run(node, Numbers.stats("min")).min();
  }

  /** The greatest number; negative infinite if there are none. */
  public double max() {
    return session.jobs().run(node, Numbers.stats("max")).max();
  }

  /** Keeps partitions in memory once they are computed. */
  public DoubleDataset cache() {
    return persist(StorageLevel.MEMORY);
  }

  /** Keeps partitions once they are computed, in jobs submitted from now on. */
  public DoubleDataset persist(StorageLevel level) {
    keep(level);
    return this;
  }

  /** Forgets kept partitions, and keeps none in jobs submitted from now on. */
  public DoubleDataset unpersist() {
    forget();
    return this;
  }

  /** Like {@link Dataset#checkpoint}. */
  public DoubleDataset checkpoint() {
    return new DoubleDataset(session, session.checkpoints().of(node));
  }
}
