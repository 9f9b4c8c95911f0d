package dev.firesteel.dataset;

import dev.firesteel.dataset.lineage.Deferred;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Prepares what a lineage deferred, before a job over it. */
final class Preparation {
  private Preparation() {}

  /** Each thing is prepared by a job of its own, over its own lineage, which is prepared first. */
  static void prepare(Node<?> target) {
    Set<Node<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node<?>> open = new ArrayDeque<>();
    List<Deferred> found = new ArrayList<>();
    open.push(target);
    while (!open.isEmpty()) {
      Node<?> node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      if (node instanceof Deferred deferred) {
        found.add(deferred);
      }
      for (Dependency dependency : node.dependencies()) {
        if (dependency instanceof ShuffleDependency<?, ?, ?> shuffle
            && shuffle.partitioner() instanceof Deferred deferred) {
          found.add(deferred);
        }
        open.push(dependency.parent());
      }
    }
    for (int i = found.size() - 1; i >= 0; i--) {
      found.get(i).prepare();
    }
  }
}
