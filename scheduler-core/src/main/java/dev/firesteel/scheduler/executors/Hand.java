package dev.firesteel.scheduler.executors;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that an executor has, oldest first; adding and removing take constant time. The
 * oldest ones run, as many as the executor has slots; the others are queued.
 */
public final class Hand {
  private @Nullable RunningAttempt oldest;
  private @Nullable RunningAttempt newest;
  private @Nullable RunningAttempt firstQueued;
  private int size;

  Hand() {}

  /** Attempts in it. */
  public int size() {
    return size;
  }

  /** Adds the newest; it runs at once if a slot is free. */
  void add(RunningAttempt attempt, int slots) {
    if (size < slots) {
      attempt.starts(attempt.placedAt());
    } else if (firstQueued == null) {
      firstQueued = attempt;
    }
    attempt.previous = newest;
    if (newest == null) {
      oldest = attempt;
    } else {
      newest.next = attempt;
    }
    newest = attempt;
    size++;
  }

  /** Removes one that is in it; if it ran, the first queued one runs now. */
  void remove(RunningAttempt attempt, long now) {
    RunningAttempt waiting = firstQueued;
    if (waiting != null && (attempt == waiting || attempt.runs())) {
      firstQueued = waiting.next;
      if (attempt != waiting) {
        waiting.starts(now);
      }
    }
    if (attempt.previous == null) {
      oldest = attempt.next;
    } else {
      attempt.previous.next = attempt.next;
    }
    if (attempt.next == null) {
      newest = attempt.previous;
    } else {
      attempt.next.previous = attempt.previous;
    }
    attempt.previous = null;
    attempt.next = null;
    size--;
  }

  /** All, oldest first. */
  public List<RunningAttempt> all() {
    List<RunningAttempt> all = new ArrayList<>(size);
    for (RunningAttempt a = oldest; a != null; a = a.next) {
      all.add(a);
    }
    return all;
  }

  /** Up to {@code count}, newest first. */
  public List<RunningAttempt> newest(int count) {
    List<RunningAttempt> some = new ArrayList<>(Math.min(size, count));
    for (RunningAttempt a = newest; a != null && some.size() < count; a = a.previous) {
      some.add(a);
    }
    return some;
  }
}
