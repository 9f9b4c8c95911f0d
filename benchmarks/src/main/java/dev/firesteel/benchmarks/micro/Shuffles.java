package dev.firesteel.benchmarks.micro;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.keyed.Aggregators;
import dev.firesteel.dataset.lineage.NaturalOrder;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.source.CollectionFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Shuffles of numbers by numbers. */
final class Shuffles {
  static final ShuffleId ID = new ShuffleId(1);

  private Shuffles() {}

  /** As they are. */
  static ShuffleDependency<Integer, Long, Long> plain(int partitions) {
    return new ShuffleDependency<>(
        ID,
        nothing(),
        new HashPartitioner(partitions),
        null,
        ShuffleDependency.MapSideCombine.NO,
        null);
  }

  /** Summed before they are written. */
  static ShuffleDependency<Integer, Long, Long> combining(int partitions) {
    SerializableBiFunction<Long, Long, Long> sum = Long::sum;
    return new ShuffleDependency<>(
        ID,
        nothing(),
        new HashPartitioner(partitions),
        new Aggregators.Reduce<>("micro", sum),
        ShuffleDependency.MapSideCombine.YES,
        null);
  }

  /** In the order of the keys. */
  static ShuffleDependency<Integer, Long, Long> sorted(int partitions) {
    return new ShuffleDependency<>(
        ID,
        nothing(),
        new HashPartitioner(partitions),
        null,
        ShuffleDependency.MapSideCombine.NO,
        NaturalOrder.ASCENDING);
  }

  private static SourceNode<Pair<Integer, Long>, ?> nothing() {
    return new SourceNode<>(
        new DatasetId(1),
        new CollectionFormat<Pair<Integer, Long>>(List.of(), 1),
        new PlanContext(Config.empty(), 1));
  }

  /** Pairs with random keys below a limit. */
  @SuppressWarnings("unchecked")
  static Pair<Integer, Long>[] pairs(int count, int keys, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pair<Integer, Long>[] pairs = (Pair<Integer, Long>[]) new Pair<?, ?>[count];
    for (int i = 0; i < count; i++) {
      pairs[i] = Pair.of(random.nextInt(keys), (long) i);
    }
    return pairs;
  }

  /** The elements of an array. */
  static <T> Cursor<T> cursor(T[] elements) {
    return new Cursor<>() {
      private int next;

      @Override
      public boolean advance(Sink<? super T> sink) throws Exception {
        if (next == elements.length) {
          return false;
        }
        sink.accept(elements[next++]);
        return true;
      }
    };
  }
}
