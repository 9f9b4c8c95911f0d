package dev.firesteel.simulation.check;

import org.jspecify.annotations.Nullable;

/** An invariant does not hold. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Invariant invariant;

  /** With what was seen. */
  public Violation(Invariant invariant, String seen, @Nullable Throwable cause) {
    super(invariant + " (" + invariant.sentence() + "): " + seen, cause);
    this.invariant = invariant;
  }

  /** Which. */
  public Invariant invariant() {
    return invariant;
  }
}
