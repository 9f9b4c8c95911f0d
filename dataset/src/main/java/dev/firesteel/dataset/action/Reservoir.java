package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A sample of a partition of fixed size, each choice equally likely, and the partition's size. */
public final class Reservoir<T extends @Nullable Object>
    implements PartitionFunction<T, Pair<Long, List<T>>> {
  private static final long serialVersionUID = 1L;
  private final int size;
  private final long seed;

  /** At most so many elements. */
  public Reservoir(int size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /** A sample of all elements. */
  public static <T extends @Nullable Object> Query<T, Pair<Long, List<T>>, List<T>> sample(
      int size, long seed) {
    return Query.of(
        "takeSample", new Reservoir<T>(size, seed), samples -> drawn(samples, size, seed));
  }

  @Override
  public Pair<Long, List<T>> apply(Cursor<T> elements, TaskRuntime task) throws Exception {
    SplittableRandom random = Sampling.random(seed, task.partition());
    List<T> sample = new ArrayList<>();
    long[] count = {0};
    elements.forEachRemaining(
        element -> {
          long n = ++count[0];
          if (sample.size() < size) {
            sample.add(element);
          } else {
            long place = random.nextLong(n);
            if (place < size) {
              sample.set((int) place, element);
            }
          }
        });
    return Pair.of(count[0], sample);
  }

  /** Draws one by one: the partition by how many it has left, then any of its sample. */
  private static <T extends @Nullable Object> List<T> drawn(
      List<Pair<Long, List<T>>> samples, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] left = samples.stream().mapToLong(Pair::key).toArray();
    long total = 0;
    for (long each : left) {
      total += each;
    }
    List<List<T>> rest = new ArrayList<>();
    samples.forEach(sample -> rest.add(new ArrayList<>(sample.value())));
    List<T> drawn = new ArrayList<>();
    for (; drawn.size() < size && total > 0; total--) {
      long ticket = random.nextLong(total);
      int partition = 0;
      while (ticket >= left[partition]) {
        ticket -= left[partition++];
      }
      left[partition]--;
      List<T> from = rest.get(partition);
      int place = random.nextInt(from.size());
      drawn.add(from.get(place));
      from.set(place, from.get(from.size() - 1));
      from.remove(from.size() - 1);
    }
    return drawn;
  }
}
