package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Counting;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.step.IndexedNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How elements get numbers. */
final class Numbering {
  private Numbering() {}

  /** By their places; runs a job that counts all partitions but the last. */
  static <T extends @Nullable Object> IndexedNode.Numbers byPlace(Jobs jobs, Node<T> node) {
    int partitions = node.partitions();
    List<Integer> counted = IntStream.range(0, Math.max(0, partitions - 1)).boxed().toList();
    Query<T, Long, List<Long>> sizes =
        Query.of("zipWithIndex", new Counting<>(), answers -> answers);
    List<Long> counts = jobs.runOn(node, counted, sizes);
    long[] starts = new long[partitions];
    for (int i = 1; i < partitions; i++) {
      starts[i] = starts[i - 1] + counts.get(i - 1);
    }
    return new IndexedNode.Numbers(starts, 1);
  }

  /** Partition i of n: i, i + n, i + 2n and so on. */
  static IndexedNode.Numbers unique(int partitions) {
    return new IndexedNode.Numbers(LongStream.range(0, partitions).toArray(), partitions);
  }
}
