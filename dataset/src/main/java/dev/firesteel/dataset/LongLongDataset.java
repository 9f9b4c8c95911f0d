package dev.firesteel.dataset;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializableLongBinaryOperator;
import dev.firesteel.dataset.function.SerializableLongLongPredicate;
import dev.firesteel.dataset.function.SerializableLongToDoubleFunction;
import dev.firesteel.dataset.function.SerializableLongUnaryOperator;
import dev.firesteel.dataset.function.SerializableObjLongLongConsumer;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.primitive.FromPairs;
import dev.firesteel.dataset.primitive.LongAdder;
import dev.firesteel.dataset.primitive.LongReducer;
import dev.firesteel.dataset.primitive.OverPairs;
import dev.firesteel.dataset.primitive.PairFolding;
import dev.firesteel.dataset.step.Keys;
import org.jspecify.annotations.Nullable;

/** Pairs of whole numbers that are boxed neither in steps nor in shuffles. */
public final class LongLongDataset extends PrimitivePairDataset<Long> {
  LongLongDataset(Session session, Node<Pair<Long, Long>> node) {
    super(session, node);
  }

  /**
   * Pairs that are objects, unboxed from here on. Keeps the partitioner. Steps and operations by
   * key fail where they meet null.
   */
  public static LongLongDataset of(Dataset<Pair<Long, Long>> pairs) {
    return new LongLongDataset(pairs.session, pairs.node);
  }

  /** The values. */
  public LongDataset values() {
    return new LongDataset(session, step("values", new FromPairs.Longs(), Keys.CHANGED));
  }

  /** A function of each value. Keeps the partitioner. */
  public LongLongDataset mapValues(SerializableLongUnaryOperator function) {
    return new LongLongDataset(
        session,
        step(
            "mapValues",
            new OverPairs.MapLongs(Closure.capture("mapValues", function)),
            Keys.KEPT));
  }

  /** A number with a fraction of each value. Keeps the partitioner. */
  public LongDoubleDataset mapValuesToDouble(SerializableLongToDoubleFunction function) {
    return new LongDoubleDataset(
        session,
        step(
            "mapValuesToDouble",
            new OverPairs.MapLongsToDoubles(Closure.capture("mapValuesToDouble", function)),
            Keys.KEPT));
  }

  /** A whole number of each key and value. */
  public LongDataset mapToLong(SerializableLongBinaryOperator function) {
    return new LongDataset(
        session,
        step(
            "mapToLong",
            new FromPairs.ToLongs(Closure.capture("mapToLong", function)),
            Keys.CHANGED));
  }

  /** The pairs that meet a condition. Keeps the partitioner. */
  public LongLongDataset filter(SerializableLongLongPredicate condition) {
    return new LongLongDataset(
        session,
        step("filter", new OverPairs.FilterLongs(Closure.capture("filter", condition)), Keys.KEPT));
  }

  /** One value for each key, combined by an associative and commutative function. */
  public LongLongDataset reduceByKey(SerializableLongBinaryOperator function) {
    return reduceByKey(function, placement());
  }

  /** Like {@link #reduceByKey(SerializableLongBinaryOperator)}, in so many partitions. */
  public LongLongDataset reduceByKey(SerializableLongBinaryOperator function, int partitions) {
    return reduceByKey(function, new HashPartitioner(partitions));
  }

  private LongLongDataset reduceByKey(
      SerializableLongBinaryOperator function, Partitioner partitioner) {
    return new LongLongDataset(
        session,
        combined(
            "reduceByKey", partitioner, new LongReducer(Closure.capture("reduceByKey", function))));
  }

  /** The sum of each key's values. The job fails if one does not fit a long on its way. */
  public LongLongDataset sumByKey() {
    return new LongLongDataset(session, combined("sumByKey", placement(), new LongAdder()));
  }

  /** Like {@link #sumByKey()}, in so many partitions. */
  public LongLongDataset sumByKey(int partitions) {
    return new LongLongDataset(
        session, combined("sumByKey", new HashPartitioner(partitions), new LongAdder()));
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
      SerializableObjLongLongConsumer<U> add,
      SerializableBinaryOperator<U> merge) {
    return session
        .jobs()
        .run(
            node,
            PairFolding.ofLongs(
                Closure.capture("aggregate", zero),
                Closure.capture("aggregate", add),
                Closure.capture("aggregate", merge)));
  }

  /** Like {@link Dataset#checkpoint}. */
  public LongLongDataset checkpoint() {
    return new LongLongDataset(session, session.checkpoints().of(node));
  }
}
