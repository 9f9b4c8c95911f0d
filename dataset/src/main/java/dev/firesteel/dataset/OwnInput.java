package dev.firesteel.dataset;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.SourceNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Finds a job that reads what it is about to replace. It would work as long as nothing fails: the
 * old files go when all tasks have ended. But the program still holds datasets that read them, and
 * would read other files of the same names then, without knowing.
 */
final class OwnInput {
  private OwnInput() {}

  /**
   * Looks at the whole lineage, also behind what is kept, which may have to be computed again.
   *
   * @param directory the full URI of the directory that is to be replaced
   * @throws FiresteelException if the lineage reads a file in it
   */
  static void refuse(Node<?> target, String directory) {
    Set<Node<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node<?>> open = new ArrayDeque<>();
    open.push(target);
    while (!open.isEmpty()) {
      Node<?> node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      if (node instanceof SourceNode<?, ?> source) {
        refuse(source, directory.endsWith("/") ? directory : directory + "/");
      }
      for (Dependency dependency : node.dependencies()) {
        open.push(dependency.parent());
      }
    }
  }

  private static void refuse(SourceNode<?, ?> source, String inside) {
    for (InputSplit split : source.splits()) {
      for (String file : split.files()) {
        if (file.startsWith(inside)) {
          throw new FiresteelException(
              ErrorCategory.USER,
              "Cannot replace "
                  + inside
                  + ": the same job reads "
                  + file
                  + " in it (save to another directory, or checkpoint() the dataset first, which"
                  + " cuts its lineage)");
        }
      }
    }
  }
}
