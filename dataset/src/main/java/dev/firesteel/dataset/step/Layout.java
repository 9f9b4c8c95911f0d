package dev.firesteel.dataset.step;

import java.io.Serializable;
import java.util.Arrays;

/** Of which partitions of which parents a partition is put together. */
public sealed interface Layout extends Serializable {
  /** Number of partitions. */
  int partitions();

  /** The pieces of a partition, in order. */
  Piece[] pieces(int partition);

  /**
   * A partition of a parent.
   *
   * @param parent the parent's number
   * @param partition the parent's partition
   */
  record Piece(int parent, int partition) {}

  /**
   * One parent's partitions after the other's.
   *
   * @param starts the first partition of each parent, and the number of all
   */
  record OneAfterAnother(int[] starts) implements Layout {
    @Override
    public int partitions() {
      return starts[starts.length - 1];
    }

    @Override
    public Piece[] pieces(int partition) {
      int found = Arrays.binarySearch(starts, partition);
      int parent = found < 0 ? -found - 2 : found;
      while (starts[parent + 1] == starts[parent]) {
        parent++;
      }
      return new Piece[] {new Piece(parent, partition - starts[parent])};
    }
  }

  /**
   * Partition i of every parent.
   *
   * @param parents number of parents
   * @param partitions number of partitions of each
   */
  record SideBySide(int parents, int partitions) implements Layout {
    @Override
    public Piece[] pieces(int partition) {
      Piece[] pieces = new Piece[parents];
      Arrays.setAll(pieces, parent -> new Piece(parent, partition));
      return pieces;
    }
  }

  /**
   * Neighbouring partitions of one parent.
   *
   * @param before the parent's partitions
   * @param partitions partitions after
   */
  record Coalesced(int before, int partitions) implements Layout {
    @Override
    public Piece[] pieces(int partition) {
      int from = (int) ((long) partition * before / partitions);
      int to = (int) ((partition + 1L) * before / partitions);
      Piece[] pieces = new Piece[to - from];
      Arrays.setAll(pieces, i -> new Piece(0, from + i));
      return pieces;
    }
  }
}
