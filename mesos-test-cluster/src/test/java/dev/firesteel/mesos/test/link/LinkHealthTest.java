package dev.firesteel.mesos.test.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkHealthTest {
  private final LinkHealth health = new LinkHealth(Duration.ofMillis(1000), 0);

  private LinkHealth.State ticksUntil(long from, long to) {
    LinkHealth.State state = LinkHealth.State.WELL;
    for (long now = from + health.interval(); now <= to; now += health.interval()) {
      state = health.tick(now);
    }
    return state;
  }

  @Test
  void silenceIsNoticedAfterTwoIntervalsAndTheEndAfterTheTimeout() {
    assertThat(health.interval()).isEqualTo(200);
    assertThat(ticksUntil(0, 200)).isEqualTo(LinkHealth.State.WELL);
    assertThat(ticksUntil(200, 400)).isEqualTo(LinkHealth.State.SILENT);
    assertThat(ticksUntil(400, 800)).isEqualTo(LinkHealth.State.SILENT);
    assertThat(ticksUntil(800, 1000)).isEqualTo(LinkHealth.State.LOST);
    assertThat(health.heardAt()).isZero();
  }

  @Test
  void whoeverIsHeardIsWellAgain() {
    assertThat(ticksUntil(0, 800)).isEqualTo(LinkHealth.State.SILENT);
    health.heard(900);
    assertThat(ticksUntil(800, 1200)).isEqualTo(LinkHealth.State.WELL);
    assertThat(ticksUntil(1200, 2000)).isEqualTo(LinkHealth.State.LOST);
  }

  @Test
  void whoeverSleptGivesTheOtherTheWholeTimeAgain() {
    assertThat(ticksUntil(0, 800)).isEqualTo(LinkHealth.State.SILENT);
    assertThat(health.tick(60_000)).isEqualTo(LinkHealth.State.WELL);
    assertThat(ticksUntil(60_000, 60_800)).isEqualTo(LinkHealth.State.SILENT);
    assertThat(ticksUntil(60_800, 61_000)).isEqualTo(LinkHealth.State.LOST);
  }
}
