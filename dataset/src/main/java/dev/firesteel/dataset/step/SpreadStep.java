package dev.firesteel.dataset.step;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.function.SerializableComparator;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.HashPartitioner;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deals elements out to partitions in turn, each partition beginning elsewhere. A task that is run
 * again must deal as before, or elements would be lost or doubled: where the order of the input is
 * not the same each time, elements are brought into an order first.
 */
public final class SpreadStep<T extends @Nullable Object> implements Step<T, Pair<Integer, T>> {
  private static final long serialVersionUID = 1L;
  private final int partitions;
  private final Input input;

  /** Whether the input has the same order each time it is computed. */
  public enum Input {
    /** It has. */
    ORDERED,
    /** It comes from a shuffle, in the order in which blocks arrive. */
    UNORDERED;

    /** What the lineage of a node says. */
    public static Input of(Node<?> node) {
      Set<Node<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      Deque<Node<?>> open = new ArrayDeque<>();
      open.push(node);
      while (!open.isEmpty()) {
        Node<?> next = open.pop();
        if (!seen.add(next)) {
          continue;
        }
        for (Dependency dependency : next.dependencies()) {
          if (dependency instanceof ShuffleDependency) {
            return UNORDERED;
          }
          open.push(dependency.parent());
        }
      }
      return ORDERED;
    }
  }

  /** Over so many partitions. */
  public SpreadStep(int partitions, Input input) {
    this.partitions = partitions;
    this.input = input;
  }

  @Override
  public Cursor<Pair<Integer, T>> over(Cursor<T> parent, int partition, TaskRuntime task)
      throws Exception {
    Cursor<T> elements = input == Input.ORDERED ? parent : task.sort(parent, new ByHash<T>());
    int[] next = {Sampling.random(0, partition).nextInt(partitions)};
    return Cursors.mapped(
        elements,
        element -> {
          int target = next[0];
          next[0] = target + 1 == partitions ? 0 : target + 1;
          return Pair.of(target, element);
        });
  }

  private static final class ByHash<T extends @Nullable Object>
      implements SerializableComparator<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(T a, T b) {
      return Integer.compare(HashPartitioner.hashOfAny(a), HashPartitioner.hashOfAny(b));
    }
  }
}
