package dev.firesteel.dataset;

import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lineage as text: the last step first, its parents below it; what is on the other side of a
 * shuffle is indented and says its number of partitions.
 */
final class LineagePrint {
  private record Line(Node<?> node, int depth, Border border) {}

  private enum Border {
    START,
    NARROW,
    SHUFFLE
  }

  private LineagePrint() {}

  static String of(Node<?> root) {
    StringBuilder text = new StringBuilder();
    Set<Node<?>> printed = new HashSet<>();
    Deque<Line> open = new ArrayDeque<>();
    open.push(new Line(root, 0, Border.START));
    while (!open.isEmpty()) {
      Line line = open.pop();
      boolean again = !printed.add(line.node);
      append(text, line, again);
      if (again) {
        continue;
      }
      List<Dependency> parents = line.node.dependencies();
      for (int i = parents.size() - 1; i >= 0; i--) {
        boolean shuffle = parents.get(i) instanceof ShuffleDependency;
        int depth = shuffle || parents.size() > 1 ? line.depth + 1 : line.depth;
        open.push(
            new Line(parents.get(i).parent(), depth, shuffle ? Border.SHUFFLE : Border.NARROW));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Line line, boolean again) {
    Node<?> node = line.node;
    text.append("   ".repeat(line.depth));
    switch (line.border) {
      case START -> text.append("(").append(node.partitions()).append(") ");
      case SHUFFLE -> text.append("+-(").append(node.partitions()).append(") ");
      case NARROW -> text.append("|  ");
    }
    node.name().ifPresent(name -> text.append(name).append(": "));
    text.append(node.describe()).append(" [").append(node.id());
    if (node.level() != StorageLevel.NONE) {
      text.append(", ").append(node.level());
    }
    text.append(again ? ", see above]\n" : "]\n");
  }
}
