package dev.firesteel.io.input;

import dev.firesteel.io.storage.Replicas;

/** A split of one range that may come to share a split with others. */
final class Piece {
  private final int index;
  private final FileSplit split;
  private final long weight;
  private boolean taken;

  /**
   * A piece.
   *
   * @param index its place in the order of the input
   * @param weight its bytes and the cost of opening it, at least 1
   */
  Piece(int index, FileSplit split, long weight) {
    this.index = index;
    this.split = split;
    this.weight = weight;
  }

  int index() {
    return index;
  }

  FileSplit split() {
    return split;
  }

  FileRange range() {
    return split.ranges().get(0);
  }

  Replicas replicas() {
    return split.replicas();
  }

  long weight() {
    return weight;
  }

  /** Whether it is all of its file. */
  boolean whole() {
    return range().length() == range().fileLength();
  }

  /** Whether nothing of its file follows it. */
  boolean tail() {
    return range().end() == range().fileLength();
  }

  /** Whether it has got a place in a split with others. */
  boolean taken() {
    return taken;
  }

  void take() {
    taken = true;
  }
}
