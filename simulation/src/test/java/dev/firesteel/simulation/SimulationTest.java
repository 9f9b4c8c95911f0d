package dev.firesteel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.simulation.check.History;
import dev.firesteel.simulation.check.Violation;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A few hundred seeds; bin/simulate runs thousands. */
final class SimulationTest {
  private static final int SEEDS = Integer.getInteger("firesteel.test.seeds", 200);

  private static Outcome run(long seed, History history) {
    return new Simulation(seed, history, UnaryOperator.identity()).run();
  }

  @Test
  void invariantsHoldInEveryHistory() {
    int failed = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        run(seed, new History(History.Digest.KINDS, line -> {}));
      } catch (Violation | IllegalStateException | IllegalArgumentException| NullPointerException e) {
        System.out.println("seed " + seed + " " + e);
        if (failed++ == 0) e.printStackTrace(System.out);
      }
    }
    assertThat(failed).isZero();
  }
}
