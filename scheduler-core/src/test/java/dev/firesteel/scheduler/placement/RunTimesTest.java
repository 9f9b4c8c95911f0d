package dev.firesteel.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class RunTimesTest {
  @Test
  void withoutTimesThereIsNoMedian() {
    assertThat(new RunTimes().median()).isZero();
  }

  @Test
  void theMedianIsNearTheTrueOne() {
    Random random = new Random(7);
    for (int n = 1; n < 400; n += 7) {
      RunTimes times = new RunTimes();
      long[] all = new long[n];
      for (int i = 0; i < n; i++) {
        all[i] = (long) Math.exp(7 + random.nextDouble() * 25);
        times.add(all[i]);
      }
      Arrays.sort(all);
      assertThat(times.median()).isCloseTo(all[(n - 1) / 2], Percentage.withPercentage(6.3));
    }
  }

  @Test
  void extremesHaveAPlace() {
    RunTimes times = new RunTimes();
    times.add(-1);
    times.add(0);
    assertThat(times.median()).isBetween(1L, 2_000L);
    for (int i = 0; i < 3; i++) {
      times.add(Long.MAX_VALUE);
    }
    assertThat(times.median()).isGreaterThan(1L << 50);
  }
}
