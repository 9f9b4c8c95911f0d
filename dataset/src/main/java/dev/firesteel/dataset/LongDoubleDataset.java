package dev.firesteel.dataset;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializableDoubleBinaryOperator;
import dev.firesteel.dataset.function.SerializableDoubleUnaryOperator;
import dev.firesteel.dataset.function.SerializableLongDoublePredicate;
import dev.firesteel.dataset.function.SerializableLongDoubleToDoubleFunction;
import dev.firesteel.dataset.function.SerializableObjLongDoubleConsumer;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.primitive.DoubleAdder;
import dev.firesteel.dataset.primitive.DoubleReducer;
import dev.firesteel.dataset.primitive.FromPairs;
import dev.firesteel.dataset.primitive.OverPairs;
import dev.firesteel.dataset.primitive.PairFolding;
import dev.firesteel.dataset.step.Keys;
import org.jspecify.annotations.Nullable;

/** Numbers with a fraction by whole keys, boxed neither in steps nor in shuffles. */
public final class LongDoubleDataset extends PrimitivePairDataset<Double> {
  LongDoubleDataset(Session session, Node<Pair<Long, Double>> node) {
    super(session, node);
  }

  /**
   * Pairs that are objects, unboxed from here on. Keeps the partitioner. Steps and operations by
   * key fail where they meet null.
   */
  public static LongDoubleDataset of(Dataset<Pair<Long, Double>> pairs) {
    return new LongDoubleDataset(pairs.session, pairs.node);
  }

  /** The values. */
  public DoubleDataset values() {
    return new DoubleDataset(session, step("values", new FromPairs.Doubles(), Keys.CHANGED));
  }

  /** A function of each value. Keeps the partitioner. */
  public LongDoubleDataset mapValues(SerializableDoubleUnaryOperator function) {
    return new LongDoubleDataset(
        session,
        step(
            "mapValues",
            new OverPairs.MapDoubles(Closure.capture("mapValues", function)),
            Keys.KEPT));
  }

  /** A number with a fraction of each key and value. */
  public DoubleDataset mapToDouble(SerializableLongDoubleToDoubleFunction function) {
    return new DoubleDataset(
        session,
        step(
            "mapToDouble",
            new FromPairs.ToDoubles(Closure.capture("mapToDouble", function)),
            Keys.CHANGED));
  }

  /** The pairs that meet a condition. Keeps the partitioner. */
  public LongDoubleDataset filter(SerializableLongDoublePredicate condition) {
    return new LongDoubleDataset(
        session,
        step(
            "filter",
            new OverPairs.FilterDoubles(Closure.capture("filter", condition)),
            Keys.KEPT));
  }

  /** One value for each key, combined by an associative and commutative function. */
  public LongDoubleDataset reduceByKey(SerializableDoubleBinaryOperator function) {
    return reduceByKey(function, placement());
  }

  /** Like {@link #reduceByKey(SerializableDoubleBinaryOperator)}, in so many partitions. */
  public LongDoubleDataset reduceByKey(SerializableDoubleBinaryOperator function, int partitions) {
    return reduceByKey(function, new HashPartitioner(partitions));
  }

  private LongDoubleDataset reduceByKey(
      SerializableDoubleBinaryOperator function, Partitioner partitioner) {
    return new LongDoubleDataset(
        session,
        combined(
            "reduceByKey",
            partitioner,
            new DoubleReducer(Closure.capture("reduceByKey", function))));
  }

  /** The sum of each key's values, in no defined order and not compensated for rounding. */
  public LongDoubleDataset sumByKey() {
    return new LongDoubleDataset(session, combined("sumByKey", placement(), new DoubleAdder()));
  }

  /** Like {@link #sumByKey()}, in so many partitions. */
  public LongDoubleDataset sumByKey(int partitions) {
    return new LongDoubleDataset(
        session, combined("sumByKey", new HashPartitioner(partitions), new DoubleAdder()));
  }

  /**
   * All pairs added to states, one for each partition, and the states merged.
   *
   * @param zero makes a state of no pairs
   * @param add adds a pair to a state, which it changes
   * @param merge adds a second state to a first; may change and return the first
   */
  public <U extends @Nullable Object> U aggregate(
      SerializableSupplier<U> zero,
      SerializableObjLongDoubleConsumer<U> add,
      SerializableBinaryOperator<U> merge) {
    return session
        .jobs()
        .run(
            node,
            PairFolding.ofDoubles(
                Closure.capture("aggregate", zero),
                Closure.capture("aggregate", add),
                Closure.capture("aggregate", merge)));
  }

  /** Like {@link Dataset#checkpoint}. */
  public LongDoubleDataset checkpoint() {
    return new LongDoubleDataset(session, session.checkpoints().of(node));
  }
}
