package dev.firesteel.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pending tasks come up in their order, once each. */
final class SweepTest {
  private final byte[] states = new byte[200];
  private final Sweep sweep = new Sweep(states);

  @Test
  void anEmptyOneHasNothing() {
    assertThat(sweep.any()).isFalse();
    assertThat(sweep.poll()).isNegative();
  }

  @Test
  void whatWasPlacedElsewhereIsPassedOver() {
    sweep.begin(3);
    sweep.begin(70);
    sweep.begin(199);
    states[70] = TaskState.PLACED.code();
    assertThat(sweep.poll()).isEqualTo(3);
    assertThat(sweep.poll()).isEqualTo(199);
    assertThat(sweep.any()).isFalse();
  }

  @Test
  void whatIsAddedLaterComesLast() {
    sweep.begin(8);
    sweep.add(2);
    assertThat(sweep.poll()).isEqualTo(8);
    assertThat(sweep.poll()).isEqualTo(2);
    assertThat(sweep.poll()).isNegative();
    sweep.add(8);
    assertThat(sweep.poll()).isEqualTo(8);
  }
}
