package dev.firesteel.dataset.lineage;

import java.util.function.IntFunction;

/** How a node's partitions depend on a parent's. */
public sealed interface Dependency permits Dependency.Narrow, ShuffleDependency {
  /** The parent. */
  Node<?> parent();

  /**
   * Each partition needs a few known partitions of the parent; both are computed in one task.
   *
   * @param parent the parent
   * @param partitions the parent's partitions that a partition needs, in order
   */
  record Narrow(Node<?> parent, IntFunction<int[]> partitions) implements Dependency {
    private static final IntFunction<int[]> SAME = Narrow::same;

    private static int[] same(int partition) {
      return new int[] {partition};
    }

    /** Partition i needs partition i. */
    public static Narrow oneToOne(Node<?> parent) {
      return new Narrow(parent, SAME);
    }

    /** Whether this was made by {@link #oneToOne}. */
    public boolean isOneToOne() {
      return partitions == SAME;
    }
  }
}
