package dev.firesteel.scheduler.placement;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Places that may be worth waiting for. One that is not is dropped when it comes up, and comes back
 * when something changes there, so that finding one costs constant time, amortized.
 */
final class Candidates {
  private final BitSet members = new BitSet();
  private int[] stack = new int[4];
  private int size;

  /** Something changed at a place: it may be worth waiting for. */
  void add(int place) {
    if (!members.get(place)) {
      members.set(place);
      if (size == stack.length) {
        stack = Arrays.copyOf(stack, 2 * size);
      }
      stack[size++] = place;
    }
  }

  /** Whether any place is worth it. */
  boolean any(IntPredicate worth) {
    while (size > 0) {
      if (worth.test(stack[size - 1])) {
        return true;
      }
      members.clear(stack[--size]);
    }
    return false;
  }
}
