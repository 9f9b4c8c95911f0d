package dev.firesteel.scheduler.driver;

import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.SourceNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the source partitions that one partition of a stage reads. Walks without recursion. */
final class SourceWalk {
  private SourceWalk() {}

  /** Takes what was found. */
  interface Visitor {
    /** Called once for each partition of each source, in the order of the dependencies. */
    void source(SourceNode<?, ?> source, int partition);
  }

  static void visit(Node<?> root, int rootPartition, Visitor visitor) {
    Node<?> node = root;
    int partition = rootPartition;
    while (true) {
      if (node instanceof SourceNode<?, ?> source) {
        visitor.source(source, partition);
        return;
      }
      List<Dependency> dependencies = node.dependencies();
      if (dependencies.size() != 1) {
        break;
      }
      if (!(dependencies.get(0) instanceof Dependency.Narrow narrow)) {
        return;
      }
      if (!narrow.isOneToOne()) {
        int[] needed = narrow.partitions().apply(partition);
        if (needed.length != 1) {
          break;
        }
        partition = needed[0];
      }
      node = narrow.parent();
    }
    branching(node, partition, visitor);
  }

  private record Step(Node<?> node, int partition) {}

  private static void branching(Node<?> from, int fromPartition, Visitor visitor) {
    Set<Step> seen = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>();
    open.push(new Step(from, fromPartition));
    while (!open.isEmpty()) {
      Step step = open.pop();
      Node<?> node = step.node;
      if (!seen.add(step)) {
        continue;
      }
      if (node instanceof SourceNode<?, ?> source) {
        visitor.source(source, step.partition);
        continue;
      }
      List<Dependency> dependencies = node.dependencies();
      for (int i = dependencies.size() - 1; i >= 0; i--) { // the stack turns the order round
        if (dependencies.get(i) instanceof Dependency.Narrow narrow) {
          int[] needed = narrow.partitions().apply(step.partition);
          for (int j = needed.length - 1; j >= 0; j--) {
            open.push(new Step(narrow.parent(), needed[j]));
          }
        }
      }
    }
  }
}
