package dev.firesteel.scheduler.placement;

import java.util.BitSet;

/**
 * Pending tasks in their order: first those of a set, ascending, then what was added later. What is
 * no longer pending is passed over for ever.
 */
final class Sweep {
  private final byte[] states;
  private final BitSet members = new BitSet();
  private final IntQueue later = new IntQueue(2);
  private int next;

  Sweep(byte[] states) {
    this.states = states;
  }

  /** Adds a task at the beginning, before anything was taken. */
  void begin(int task) {
    members.set(task);
  }

  /** Adds a task later. */
  void add(int task) {
    later.add(task);
  }

  /** Whether there is a pending task. */
  boolean any() {
    next = next < 0 ? next : members.nextSetBit(next);
    while (next >= 0) {
      if (pending(next)) {
        return true;
      }
      next = members.nextSetBit(next + 1);
    }
    while (!later.isEmpty()) {
      if (pending(later.peek())) {
        return true;
      }
      later.poll();
    }
    return false;
  }

  /** Takes the next; -1 if there is none. */
  int poll() {
    if (!any()) {
      return -1;
    }
    return next >= 0 ? next++ : later.poll();
  }

  private boolean pending(int task) {
    return states[task] == TaskState.PENDING.code();
  }
}
