package dev.firesteel.executor.primitive;

import java.util.Arrays;

/** Pairs one after another, keys and values in turn. */
final class PairList {
  private static final int SMALLEST = 16;
  private static final int LARGEST = 1 << 30;

  private long[] pairs;
  private int end;

  /** No pairs, in no memory. */
  PairList() {
    this(new long[0], 0);
  }

  /** The pairs in an array, up to {@code end}. */
  PairList(long[] pairs, int end) {
    this.pairs = pairs;
    this.end = end;
  }

  long[] pairs() {
    return pairs;
  }

  /** The number of keys and values in the array. */
  int end() {
    return end;
  }

  long bytes() {
    return 8L * pairs.length;
  }

  /** The length of an array that has room for so many more keys and values; 0 if there is none. */
  int lengthFor(int more) {
    if (more > LARGEST - end) {
      return 0;
    }
    return Math.max(SMALLEST, Math.max(end + more, Math.min(LARGEST, end * 2)));
  }

  boolean hasRoom(int more) {
    return more <= pairs.length - end;
  }

  void resize(int length) {
    pairs = Arrays.copyOf(pairs, length);
  }

  /** Adds pairs; there must be room. */
  void append(long[] more, int from, int to) {
    System.arraycopy(more, from, pairs, end, to - from);
    end += to - from;
  }
}
