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
    int copied = 0;
    int exclusions = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        RandomHistory history = new RandomHistory(seed);
        history.run();
        copied += history.copied();
        exclusions += history.exclusions();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(copied).as("tasks that got a second attempt").isGreaterThan(SEEDS / 2);
    assertThat(exclusions).as("places that were excluded").isGreaterThan(SEEDS / 2);
  }

  @Test
  void oneSeedGivesOneHistory() {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(new RandomHistory(seed).run()).isEqualTo(new RandomHistory(seed).run());
    }
  }
}
