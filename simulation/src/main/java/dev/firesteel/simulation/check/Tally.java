package dev.firesteel.simulation.check;

import dev.firesteel.simulation.world.Counts;
import java.util.function.Supplier;

/** Checks invariants and counts how often each was checked. */
public final class Tally {
  private final Counts<Invariant> checked = new Counts<>(Invariant.class);

  /** Counts, and throws if it does not hold. */
  public void holds(Invariant invariant, boolean holds, Supplier<String> otherwise) {
    checked.add(invariant);
    if (!holds) {
      throw new Violation(invariant, otherwise.get(), null);
    }
  }

  /** How often each was checked. */
  public Counts<Invariant> checked() {
    return checked;
  }
}
