package dev.firesteel.scheduler.executors;

import dev.firesteel.api.id.TaskId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attempts by their ids: a hash table with open addressing, without an object for each entry. The
 * ids stand beside the attempts, so that looking for one touches no other.
 */
final class AttemptTable {
  /** Ids are given in turn: unspread, those in hand would stand in one long row without gaps. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final long NONE = -1;

  private long[] ids = none(64);
  private @Nullable RunningAttempt[] attempts = new RunningAttempt[64];
  private int size;

  private static long[] none(int length) {
    long[] ids = new long[length];
    Arrays.fill(ids, NONE);
    return ids;
  }

  int size() {
    return size;
  }

  /** Adds an attempt whose id is not there yet. */
  void add(RunningAttempt attempt) {
    if (size >= ids.length / 2) {
      grow();
    }
    put(attempt.task().value(), attempt);
    size++;
  }

  private void put(long id, @Nullable RunningAttempt attempt) {
    int slot = home(id);
    while (ids[slot] != NONE) {
      slot = after(slot);
    }
    ids[slot] = id;
    attempts[slot] = attempt;
  }

  private void grow() {
    long[] idsBefore = ids;
    @Nullable RunningAttempt[] before = attempts;
    ids = none(2 * before.length);
    attempts = new RunningAttempt[2 * before.length];
    for (int slot = 0; slot < before.length; slot++) {
      if (idsBefore[slot] != NONE) {
        put(idsBefore[slot], before[slot]);
      }
    }
  }

  /** The attempt, if it is there. */
  @Nullable RunningAttempt find(TaskId task) {
    return attempts[slot(task.value())];
  }

  /** Where an id is, or else a free slot. */
  private int slot(long id) {
    int slot = home(id);
    while (ids[slot] != id && ids[slot] != NONE) {
      slot = after(slot);
    }
    return slot;
  }

  /** Removes an attempt that is there, and moves up what had to stand behind it. */
  void remove(TaskId task) {
    int gap = slot(task.value());
    for (int slot = after(gap); ids[slot] != NONE; slot = after(slot)) {
      if (distance(home(ids[slot]), slot) >= distance(gap, slot)) {
        ids[gap] = ids[slot];
        attempts[gap] = attempts[slot];
        gap = slot;
      }
    }
    ids[gap] = NONE;
    attempts[gap] = null;
    size--;
  }

  private int home(long id) {
    return (int) ((id * SPREAD) >>> 32) & (ids.length - 1);
  }

  private int after(int slot) {
    return (slot + 1) & (ids.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (ids.length - 1);
  }
}
