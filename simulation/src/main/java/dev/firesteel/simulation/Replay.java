package dev.firesteel.simulation;

import dev.firesteel.scheduler.loop.Machine;
import dev.firesteel.simulation.check.History;
import dev.firesteel.simulation.check.Invariant;
import dev.firesteel.simulation.check.Violation;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs one seed, once or again. */
public final class Replay {
  private final long seed;
  private final UnaryOperator<Machine> distortion;

  /** A seed with the scheduler as it is. */
  public Replay(long seed) {
    this(seed, UnaryOperator.identity());
  }

  /** A seed with a scheduler that is distorted; a new distortion is asked for at each run. */
  public Replay(long seed, UnaryOperator<Machine> distortion) {
    this.seed = seed;
    this.distortion = distortion;
  }

  /**
   * Runs it.
   *
   * @throws Failure if an invariant does not hold; with the last events, for which it runs again
   */
  public Outcome run() {
    History history = new History(History.Digest.KINDS, line -> {});
    try {
      return new Simulation(seed, history, distortion).run();
    } catch (RuntimeException e) {
      History again = new History(History.Digest.FULL, line -> {});
      try {
        new Simulation(seed, again, distortion).run();
      } catch (RuntimeException same) {
        throw new Failure(seed, history.events(), again, violation(e));
      }
      throw new Failure(
          seed,
          history.events(),
          again,
          new Violation(Invariant.SAME_HISTORY, "the second run does not fail as the first", e));
    }
  }

  /** Runs it twice with every word digested; prints each line of the first run. */
  public Outcome twice(Consumer<String> trace) {
    History first = new History(History.Digest.FULL, trace);
    Outcome outcome;
    try {
      outcome = new Simulation(seed, first, distortion).run();
    } catch (RuntimeException e) {
      throw new Failure(seed, first.events(), first, violation(e));
    }
    History second = new History(History.Digest.FULL, line -> {});
    new Simulation(seed, second, distortion).run();
    outcome
        .tally()
        .holds(
            Invariant.SAME_HISTORY,
            first.digest() == second.digest() && first.events() == second.events(),
            () -> first.digest() + ", then " + second.digest());
    return outcome;
  }

  private static Violation violation(RuntimeException e) {
    return e instanceof Violation violation
        ? violation
        : new Violation(Invariant.NO_CRASH, e.toString(), e);
  }

  /** An invariant does not hold, with all that helps to find out why. */
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Invariant invariant;

    private Failure(long seed, long event, History history, Violation violation) {
      super(
          "seed "
              + seed
              + ", event "
              + event
              + ": "
              + violation.getMessage()
              + "\nthe last events and actions:\n"
              + String.join("\n", history.last())
              + "\nto replay: bin/simulate --seed "
              + seed
              + " --trace",
          violation);
      this.invariant = violation.invariant();
    }

    /** Which. */
    public Invariant invariant() {
      return invariant;
    }
  }
}
