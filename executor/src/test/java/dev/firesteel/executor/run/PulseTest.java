package dev.firesteel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
  private long now;
  private int beats;
  private int silences;
  private final Pulse pulse =
      new Pulse(Duration.ofSeconds(60), () -> now, () -> beats++, () -> silences++);

  private void seconds(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void noticesADriverThatFallsSilent() {
    for (int i = 0; i < 3; i++) {
      seconds(30);
      pulse.beat();
    }
    assertThat(silences).isZero();
    seconds(30);
    pulse.beat();
    assertThat(silences).isEqualTo(1);
    assertThat(beats).isEqualTo(3);
  }

  @Test
  void standingStillIsNotTheDriversSilence() {
    seconds(3600);
    pulse.beat();
    pulse.heard();
    seconds(3600);
    pulse.beat();
    assertThat(silences).isZero();
  }

  @Test
  void manyUnansweredBeatsInAShortTimeAreNoSilence() {
    for (int i = 0; i < 100; i++) {
      pulse.beat();
    }
    assertThat(beats).isEqualTo(100);
  }

  @Test
  void anAnswerIsASignOfLife() {
    for (int i = 0; i < 100; i++) {
      seconds(30);
      pulse.beat();
      pulse.heard();
    }
    assertThat(silences).isZero();
  }
}
