package dev.firesteel.scheduler.placement;

import java.util.Arrays;

/** A queue of task indexes, four bytes each. */
final class IntQueue {
  private int[] items;
  private int head;
  private int tail;

  IntQueue(int capacity) {
    items = new int[Math.max(2, capacity)];
  }

  void add(int item) {
    if (tail == items.length) {
      int size = tail - head;
      int[] target = size > items.length / 2 ? new int[items.length * 2] : items;
      System.arraycopy(items, head, target, 0, size);
      items = target;
      head = 0;
      tail = size;
    }
    items[tail++] = item;
  }

  boolean isEmpty() {
    return head == tail;
  }

  int size() {
    return tail - head;
  }

  int poll() {
    return items[head++];
  }

  int peek() {
    return items[head];
  }

  void clear() {
    head = 0;
    tail = 0;
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOfRange(items, head, tail));
  }
}
