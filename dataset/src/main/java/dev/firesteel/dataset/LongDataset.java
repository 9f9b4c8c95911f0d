package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Counting;
import dev.firesteel.dataset.lineage.Node;

/** Whole numbers, unboxed on their way through steps. */
public final class LongDataset {
  private final Session session;
  private final Node<Long> node;

  LongDataset(Session session, Node<Long> node) {
    this.session = session;
    this.node = node;
  }

  /** The numbers as objects. */
  public Dataset<Long> boxed() {
    return new Dataset<>(session, node);
  }

  /** How many numbers. */
  public long count() {
    return session.jobs().run(node, Counting.count());
  }
}
