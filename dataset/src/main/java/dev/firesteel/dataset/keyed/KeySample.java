package dev.firesteel.dataset.keyed;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.action.Reservoir;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.RangePartitioner;
import dev.firesteel.dataset.step.Cursors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sample of a partition's keys (a reservoir) and how many elements it stands for. */
public final class KeySample<K extends @Nullable Object, V extends @Nullable Object>
    implements PartitionFunction<Pair<K, V>, Pair<Long, List<K>>> {
  private static final long serialVersionUID = 1L;
  private static final long SEED = 0x5DEECE66DL;
  private static final int PER_PARTITION = 60;
  private static final int LIMIT = 1_000_000;

  private final int size;

  private KeySample(int size) {
    this.size = size;
  }

  /** Borders that cut the keys into partitions of nearly equal size. */
  public static <K extends @Nullable Object, V extends @Nullable Object>
      Query<Pair<K, V>, Pair<Long, List<K>>, RangePartitioner<K>> borders(
          String operation, int parents, int partitions, Comparator<? super K> order) {
    long wanted = Math.min(LIMIT, (long) PER_PARTITION * partitions);
    int each = (int) Math.max(PER_PARTITION, wanted / Math.max(1, parents) + 1);
    return Query.of(
        operation,
        new KeySample<K, V>(each),
        samples -> new RangePartitioner<>(partitions, cut(samples, partitions, order), order));
  }

  @Override
  public Pair<Long, List<K>> apply(Cursor<Pair<K, V>> elements, TaskRuntime task) throws Exception {
    return new Reservoir<K>(size, SEED).apply(Cursors.mapped(elements, Pair::key), task);
  }

  private record Weighted<K extends @Nullable Object>(K key, double weight) {}

  private static <K extends @Nullable Object> List<K> cut(
      List<Pair<Long, List<K>>> samples, int partitions, Comparator<? super K> order) {
    List<Weighted<K>> keys = new ArrayList<>();
    double total = 0;
    for (Pair<Long, List<K>> sample : samples) {
      for (K key : sample.value()) {
        keys.add(new Weighted<>(key, (double) sample.key() / sample.value().size()));
      }
      total += sample.key();
    }
    keys.sort((a, b) -> order.compare(a.key, b.key));
    List<K> borders = new ArrayList<>();
    double passed = 0;
    for (Weighted<K> key : keys) {
      passed += key.weight;
      boolean full = passed >= total / partitions * (borders.size() + 1);
      boolean greater =
          borders.isEmpty() || order.compare(key.key, borders.get(borders.size() - 1)) > 0;
      if (full && greater && borders.size() < partitions - 1) {
        borders.add(checked(key.key));
      }
    }
    return borders;
  }

  private static <K extends @Nullable Object> K checked(K key) {
    if (key == null || key instanceof Serializable) {
      return key;
    }
    throw new FiresteelException(
        ErrorCategory.USER,
        "Cannot sort by keys of type "
            + key.getClass().getName()
            + ": the borders of partitions travel with Java serialization (let the type implement"
            + " Serializable)");
  }
}
