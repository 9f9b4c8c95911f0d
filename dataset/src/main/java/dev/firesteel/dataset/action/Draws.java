package dev.firesteel.dataset.action;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Takes elements by their places, each as often as its place was drawn. */
public final class Draws<T extends @Nullable Object> implements PartitionFunction<T, List<T>> {
  private static final long serialVersionUID = 1L;
  private final long[][] places;

  private Draws(long[][] places) {
    this.places = places;
  }

  /**
   * So many elements, each of all with the same chance, in random order.
   *
   * @param sizes the sizes of the partitions
   */
  public static <T extends @Nullable Object> Query<T, List<T>, List<T>> of(
      String name, List<Long> sizes, int draws, long seed) {
    long total = sizes.stream().mapToLong(Long::longValue).sum();
    SplittableRandom random = new SplittableRandom(seed);
    long[] drawn = total == 0 ? new long[0] : random.longs(draws, 0, total).toArray();
    long[] sorted = drawn.clone();
    Arrays.sort(sorted);
    return Query.of(
        name, new Draws<T>(byPartition(sizes, sorted)), taken -> inOrder(taken, sorted, drawn));
  }

  private static long[][] byPartition(List<Long> sizes, long[] sorted) {
    long[][] places = new long[sizes.size()][];
    long start = 0;
    int from = 0;
    for (int i = 0; i < places.length; i++) {
      long end = start + sizes.get(i);
      int to = from;
      while (to < sorted.length && sorted[to] < end) {
        to++;
      }
      long first = start;
      places[i] = Arrays.stream(sorted, from, to).map(place -> place - first).toArray();
      start = end;
      from = to;
    }
    return places;
  }

  /** What was taken by place, in the order in which the places were drawn. */
  private static <T extends @Nullable Object> List<T> inOrder(
      List<List<T>> taken, long[] sorted, long[] drawn) {
    List<T> all = new ArrayList<>(sorted.length);
    taken.forEach(all::addAll);
    List<T> result = new ArrayList<>(drawn.length);
    for (long place : drawn) {
      result.add(all.get(Arrays.binarySearch(sorted, place)));
    }
    return result;
  }

  @Override
  public List<T> apply(Cursor<T> elements, TaskRuntime task) throws Exception {
    long[] wanted = places[task.partition()];
    List<T> taken = new ArrayList<>(wanted.length);
    long[] place = {0};
    elements.forEachRemaining(
        element -> {
          while (taken.size() < wanted.length && wanted[taken.size()] == place[0]) {
            taken.add(element);
          }
          place[0]++;
        });
    return taken;
  }
}
