package dev.firesteel.io.codec.bzip2;

import dev.firesteel.io.hadoop.HadoopBzip2;

/**
 * Undoes the change of some bytes by which old writers of bzip2, and Hadoop's to this day, make
 * very repetitive blocks easier to sort.
 */
final class Randomization {
  private final int[] distances = HadoopBzip2.distances();
  private int next;
  private int toGo;

  /** The block's next byte, as it was. */
  int apply(int value) {
    if (toGo == 0) {
      toGo = distances[next];
      next = (next + 1) % distances.length;
    }
    toGo--;
    return toGo == 1 ? value ^ 1 : value;
  }
}
