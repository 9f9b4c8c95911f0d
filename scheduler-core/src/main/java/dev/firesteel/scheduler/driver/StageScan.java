package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.scheduler.plan.StagePlan.Kept;
import dev.firesteel.scheduler.plan.StagePlan.Parent;
import dev.firesteel.scheduler.plan.StagePlan.Persisted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one stage consists of: the nodes that its output reaches without crossing a shuffle. Walks
 * without recursion, as lineages can be thousands of steps deep.
 *
 * @param shuffles the shuffles that the stage reads, in the order they were found
 * @param parents the ways to them
 * @param persisted persisted datasets whose partitions have the numbers of the stage's own, nearest
 *     to the output first
 * @param levels the persisted nodes and their levels as text: what the program's bytes depend on
 *     besides the lineage itself
 * @param depth steps of the longest way, roughly
 */
record StageScan(
    List<ShuffleDependency<?, ?, ?>> shuffles,
    List<Parent> parents,
    List<Persisted> persisted,
    String levels,
    int depth) {

  static StageScan of(Node<?> root) {
    return new Walk().run(root);
  }

  /** Breadth first, and each node once: ways part and meet again. */
  private static List<Persisted> persisted(Node<?> root) {
    List<Persisted> found = new ArrayList<>(0);
    Set<Node<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node<?>> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Node<?> node = open.remove();
      if (!seen.add(node)) {
        continue;
      }
      if (node.level() != StorageLevel.NONE) {
        found.add(new Persisted(node.id(), node.level()));
      }
      for (Dependency dependency : node.dependencies()) {
        if (dependency instanceof Dependency.Narrow narrow && narrow.isOneToOne()) {
          open.add(narrow.parent());
        }
      }
    }
    return found;
  }

  /** A node that is reached by a way. */
  private record Step(Node<?> node, List<Kept> way, int depth) {}

  private static final class Walk {
    private final IdentityHashMap<Node<?>, Ways> seen = new IdentityHashMap<>();
    private final Map<ShuffleId, Ways> edges = new LinkedHashMap<>();
    private final List<ShuffleDependency<?, ?, ?>> shuffles = new ArrayList<>(2);
    private final StringBuilder levels = new StringBuilder(0);
    private final Deque<Step> open = new ArrayDeque<>();
    private int deepest;

    StageScan run(Node<?> root) {
      reach(root, List.of(), 1);
      while (!open.isEmpty()) {
        visit(open.pop());
      }
      List<Parent> parents = new ArrayList<>(edges.size());
      edges.forEach(
          (shuffle, ways) -> ways.least().forEach(way -> parents.add(new Parent(shuffle, way))));
      return new StageScan(shuffles, parents, persisted(root), levels.toString(), deepest);
    }

    private void reach(Node<?> node, List<Kept> way, int depth) {
      Ways ways = seen.get(node);
      if (ways == null) {
        ways = new Ways();
        seen.put(node, ways);
        if (node.level() != StorageLevel.NONE) {
          levels.append(node.id().value()).append(node.level()).append(' ');
        }
      }
      List<Kept> counts = ways.add(way);
      if (counts != null) {
        deepest = Math.max(deepest, depth);
        open.push(new Step(node, counts, depth));
      }
    }

    private void visit(Step step) {
      Node<?> node = step.node;
      List<Kept> way = step.way;
      if (node.level() != StorageLevel.NONE) {
        way = new ArrayList<>(way);
        way.add(new Kept(node.id(), node.partitions()));
      }
      List<Dependency> dependencies = node.dependencies();
      for (int i = dependencies.size() - 1; i >= 0; i--) { // the stack turns the order round
        if (dependencies.get(i) instanceof Dependency.Narrow narrow) {
          reach(narrow.parent(), way, step.depth + 1);
        }
      }
      for (Dependency dependency : dependencies) {
        if (dependency instanceof ShuffleDependency<?, ?, ?> shuffle) {
          edge(shuffle, way);
        }
      }
    }

    private void edge(ShuffleDependency<?, ?, ?> shuffle, List<Kept> way) {
      Ways ways = edges.get(shuffle.id());
      if (ways == null) {
        ways = new Ways();
        edges.put(shuffle.id(), ways);
        shuffles.add(shuffle);
      }
      ways.add(way);
    }
  }
}
