package dev.firesteel.simulation.check;

import java.util.function.Supplier;

/** Checks invariants and counts how often each was checked. */
public final class Tally {
  private final long[] checked = new long[Invariant.values().length];

  /** Counts, and throws if it does not hold. */
  public void holds(Invariant invariant, boolean holds, Supplier<String> otherwise) {
    checked[invariant.ordinal()]++;
    if (!holds) {
      throw new Violation(invariant, otherwise.get(), null);
    }
  }

  /** How often an invariant was checked. */
  public long checked(Invariant invariant) {
    return checked[invariant.ordinal()];
  }

  /** Adds the counts of another. */
  public void add(Tally other) {
    for (int i = 0; i < checked.length; i++) {
      checked[i] += other.checked[i];
    }
  }

  /** Counts in total. */
  public long total() {
    long sum = 0;
    for (long count : checked) {
      sum += count;
    }
    return sum;
  }
}
