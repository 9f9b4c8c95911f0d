package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Collecting;
import dev.firesteel.dataset.lineage.Node;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Fetches one partition after the other. */
final class LocalIterator<T extends @Nullable Object> implements Iterator<T> {
  private final Jobs jobs;
  private final Node<T> node;
  private int partition;
  private Iterator<T> current = Collections.emptyIterator();

  LocalIterator(Jobs jobs, Node<T> node) {
    this.jobs = jobs;
    this.node = node;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (partition >= node.partitions()) {
        return false;
      }
      current = jobs.runOn(node, List.of(partition++), Collecting.all()).iterator();
    }
    return true;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
