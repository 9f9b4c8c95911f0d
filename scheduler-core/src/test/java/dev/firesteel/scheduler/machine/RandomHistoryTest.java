package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Thousands of random histories, each with its invariants checked after every event. To look at one
 * that fails, run its seed alone.
 */
final class RandomHistoryTest {
  private static final int SEEDS = Integer.getInteger("firesteel.test.seeds", 300);

  @Test
  void invariantsHoldInEveryHistory() {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new RandomHistory(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void oneSeedGivesOneHistory() {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(new RandomHistory(seed).run()).isEqualTo(new RandomHistory(seed).run());
    }
  }
}
