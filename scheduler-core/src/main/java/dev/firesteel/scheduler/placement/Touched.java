package dev.firesteel.scheduler.placement;

import java.util.Arrays;
import java.util.BitSet;

/** Numbers of places at which something changed, each once, in the order of that. */
final class Touched {
  private final BitSet members = new BitSet();
  private int[] order = new int[4];
  private int size;

  /** Something changed at a place; returns whether that is news. */
  boolean add(int place) {
    if (members.get(place)) {
      return false;
    }
    members.set(place);
    if (size == order.length) {
      order = Arrays.copyOf(order, 2 * size);
    }
    order[size++] = place;
    return true;
  }

  /** All; forgotten by the call. */
  int[] take() {
    int[] all = Arrays.copyOf(order, size);
    for (int place : all) {
      members.clear(place);
    }
    size = 0;
    return all;
  }
}
