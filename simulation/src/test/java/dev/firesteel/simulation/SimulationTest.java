package dev.firesteel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.simulation.check.Invariant;
import org.junit.jupiter.api.Test;

/** Some hundred seeds; {@code bin/simulate} runs thousands, and one that fails alone. */
final class SimulationTest {
  private static final int SEEDS = Integer.getInteger("firesteel.test.seeds", 250);

  @Test
  void invariantsHoldInEveryHistory() {
    Totals totals = new Totals();
    for (long seed = 0; seed < SEEDS; seed++) {
      totals.add(new Replay(seed).run());
    }
    assertThat(totals.checked().total()).isGreaterThan(SEEDS * 100L);
    for (Invariant invariant : Invariant.values()) {
      if (invariant != Invariant.SAME_HISTORY) {
        assertThat(totals.checked().of(invariant)).as("checks of " + invariant).isPositive();
      }
    }
  }

  @Test
  void oneSeedGivesOneHistory() {
    for (long seed = 0; seed < 20; seed++) {
      Outcome outcome = new Replay(seed).twice(line -> {});
      assertThat(outcome.tally().checked().of(Invariant.SAME_HISTORY)).isEqualTo(1);
    }
  }
}
