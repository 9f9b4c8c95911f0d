package dev.firesteel.scheduler.executors;

import dev.firesteel.api.id.TaskId;
import org.jspecify.annotations.Nullable;

/** Attempts by their ids: a hash table with open addressing, without an object for each entry. */
final class AttemptTable {
  /** Ids are given in turn: unspread, those in hand would stand in one long row without gaps. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private @Nullable RunningAttempt[] slots = new RunningAttempt[64];
  private int size;

  int size() {
    return size;
  }

  /** Adds an attempt whose id is not there yet. */
  void add(RunningAttempt attempt) {
    if (size >= slots.length / 2) {
      grow();
    }
    put(attempt);
    size++;
  }

  private void put(RunningAttempt attempt) {
    int slot = home(attempt);
    while (slots[slot] != null) {
      slot = after(slot);
    }
    slots[slot] = attempt;
  }

  private void grow() {
    @Nullable RunningAttempt[] before = slots;
    slots = new RunningAttempt[2 * before.length];
    for (RunningAttempt attempt : before) {
      if (attempt != null) {
        put(attempt);
      }
    }
  }

  /** The attempt, if it is there. */
  @Nullable RunningAttempt find(TaskId task) {
    int slot = home(task);
    RunningAttempt attempt = slots[slot];
    while (attempt != null && attempt.task().value() != task.value()) {
      slot = after(slot);
      attempt = slots[slot];
    }
    return attempt;
  }

  /** Removes an attempt that is there, and moves up what had to stand behind it. */
  void remove(RunningAttempt attempt) {
    int gap = home(attempt);
    while (slots[gap] != attempt) {
      gap = after(gap);
    }
    slots[gap] = null;
    size--;
    int slot = after(gap);
    for (RunningAttempt next = slots[slot]; next != null; next = slots[slot]) {
      if (distance(home(next), slot) >= distance(gap, slot)) {
        slots[gap] = next;
        slots[slot] = null;
        gap = slot;
      }
      slot = after(slot);
    }
  }

  private int home(RunningAttempt attempt) {
    return home(attempt.task());
  }

  private int home(TaskId task) {
    return (int) ((task.value() * SPREAD) >>> 32) & (slots.length - 1);
  }

  private int after(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (slots.length - 1);
  }
}
