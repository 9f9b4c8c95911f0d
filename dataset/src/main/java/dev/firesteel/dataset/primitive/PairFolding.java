package dev.firesteel.dataset.primitive;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializableObjLongDoubleConsumer;
import dev.firesteel.dataset.function.SerializableObjLongLongConsumer;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.PartitionFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions that add all pairs to a state. */
public final class PairFolding {
  private PairFolding() {}

  /** Adds pairs with longs to a state for each partition, then merges the states. */
  public static <U extends @Nullable Object> Query<Pair<Long, Long>, U, U> ofLongs(
      Closure<SerializableSupplier<U>> zero,
      Closure<SerializableObjLongLongConsumer<U>> add,
      Closure<SerializableBinaryOperator<U>> merge) {
    PartitionFunction<Pair<Long, Long>, U> each =
        (pairs, task) -> {
          U state = zero.get().get();
          SerializableObjLongLongConsumer<U> f = add.get();
          PairSink<Long> sink = (key, bits) -> f.accept(state, key, bits);
          pairs.forEachRemaining(sink);
          return state;
        };
    return Query.of("aggregate", each, states -> merged(states, zero, merge));
  }

  /** Adds pairs with doubles to a state for each partition, then merges the states. */
  public static <U extends @Nullable Object> Query<Pair<Long, Double>, U, U> ofDoubles(
      Closure<SerializableSupplier<U>> zero,
      Closure<SerializableObjLongDoubleConsumer<U>> add,
      Closure<SerializableBinaryOperator<U>> merge) {
    PartitionFunction<Pair<Long, Double>, U> each =
        (pairs, task) -> {
          U state = zero.get().get();
          SerializableObjLongDoubleConsumer<U> f = add.get();
          PairSink<Double> sink =
              (key, bits) -> f.accept(state, key, Double.longBitsToDouble(bits));
          pairs.forEachRemaining(sink);
          return state;
        };
    return Query.of("aggregate", each, states -> merged(states, zero, merge));
  }

  private static <U extends @Nullable Object> U merged(
      List<U> states,
      Closure<SerializableSupplier<U>> zero,
      Closure<SerializableBinaryOperator<U>> merge)
      throws Exception {
    U result = zero.get().get();
    for (U state : states) {
      result = merge.get().apply(result, state);
    }
    return result;
  }
}
