package dev.firesteel.scheduler.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** How often each task of a task set failed, and how it did so first. */
final class Failures {
  private final short[] times;
  private int total;
  private final Map<Integer, FirstFailure> first = new HashMap<>(2);

  Failures(int tasks) {
    times = new short[tasks];
  }

  /** A task failed; returns how often it has, this time included. */
  int add(int index, FirstFailure failure) {
    first.putIfAbsent(index, failure);
    total++;
    return ++times[index];
  }

  /** How often a task has failed. */
  int of(int index) {
    return times[index];
  }

  /** Failures of all tasks. */
  int total() {
    return total;
  }

  FirstFailure first(int index) {
    return Objects.requireNonNull(first.get(index), "the task has not failed");
  }
}
