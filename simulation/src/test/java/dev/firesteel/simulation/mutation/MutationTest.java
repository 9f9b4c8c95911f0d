package dev.firesteel.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.simulation.Replay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deliberately broken scheduler is caught, by the invariant that names what is broken. */
final class MutationTest {
  private static final int SEEDS = 400;

  @ParameterizedTest
  @EnumSource
  void isCaught(Mutant mutant) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new Replay(seed, mutant.distortion).run();
      } catch (Replay.Failure caught) {
        assertThat(mutant.caughtBy).as(caught.getMessage()).contains(caught.invariant());
        assertThat(caught.getMessage())
            .contains("seed " + seed, "event ", caught.invariant().sentence())
            .contains("bin/simulate --seed " + seed + " --trace");
        return;
      }
    }
    throw new AssertionError(mutant + " is not caught within " + SEEDS + " seeds");
  }
}
