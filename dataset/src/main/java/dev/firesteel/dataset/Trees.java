package dev.firesteel.dataset;

import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.partition.DirectPartitioner;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Combines the states of many partitions on executors, in levels, before the driver gets them. */
final class Trees {
  private Trees() {}

  static <T extends @Nullable Object, U extends @Nullable Object> U aggregate(
      Dataset<T> elements,
      SerializableSupplier<U> zero,
      SerializableBiFunction<U, ? super T, U> add,
      SerializableBinaryOperator<U> merge,
      int depth) {
    Dataset<U> states =
        elements.mapPartitions(
            partition -> {
              U state = zero.get();
              while (partition.hasNext()) {
                state = add.apply(state, partition.next());
              }
              return one(state);
            });
    return merged(states, merge, depth).aggregate(zero, merge, merge);
  }

  static <T extends @Nullable Object> T reduce(
      Dataset<T> elements, SerializableBinaryOperator<T> function, int depth) {
    Dataset<T> states =
        elements.mapPartitions(
            partition -> {
              if (!partition.hasNext()) {
                return partition;
              }
              T state = partition.next();
              while (partition.hasNext()) {
                state = function.apply(state, partition.next());
              }
              return one(state);
            });
    return merged(states, function, depth).reduce(function);
  }

  private static <U extends @Nullable Object> Iterator<U> one(U state) {
    return Collections.<U>singletonList(state).iterator();
  }

  /** Fewer partitions, by the same factor at each level, while that saves the driver work. */
  private static <U extends @Nullable Object> Dataset<U> merged(
      Dataset<U> states, SerializableBinaryOperator<U> merge, int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException(
          "Cannot combine in " + depth + " levels (use at least 1; 2 is usual)");
    }
    int partitions = states.partitions();
    int factor = Math.max(2, (int) Math.ceil(Math.pow(partitions, 1.0 / depth)));
    Dataset<U> level = states;
    while (partitions > factor + (partitions + factor - 1) / factor) {
      partitions = (partitions + factor - 1) / factor;
      int groups = partitions;
      level =
          PairDataset.of(
                  level.<Pair<Integer, U>>mapPartitionsWithIndex(
                      (number, all) -> grouped(number % groups, all)))
              .reduceByKey(merge, new DirectPartitioner(groups))
              .values();
    }
    return level;
  }

  private static <U extends @Nullable Object> Iterator<Pair<Integer, U>> grouped(
      int group, Iterator<U> states) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return states.hasNext();
      }

      @Override
      public Pair<Integer, U> next() {
        return Pair.of(group, states.next());
      }
    };
  }
}
