package dev.firesteel.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapWatchTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long collecting;
  private final HeapWatch watch = new HeapWatch(() -> collecting);

  /** Watches for some seconds, of each of which collections take so many milliseconds. */
  private boolean exhausted(double used, int from, int to, int millis) {
    boolean exhausted = false;
    for (int second = from; second < to; second++) {
      exhausted |= watch.exhausted(used, second * SECOND);
      collecting += millis;
    }
    return exhausted;
  }

  @Test
  void aFullHeapThatIsOnlyCollectedIsExhausted() {
    assertThat(exhausted(0.99, 0, 19, 990)).isFalse();
    assertThat(exhausted(0.99, 19, 22, 990)).isTrue();
  }

  @Test
  void aFullHeapInWhichWorkGoesOnIsNot() {
    assertThat(exhausted(0.99, 0, 500, 800)).isFalse();
  }

  @Test
  void aHeapWithRoomIsNot() {
    assertThat(exhausted(0.5, 0, 500, 1000)).isFalse();
  }

  @Test
  void roomInBetweenBeginsAnew() {
    assertThat(exhausted(0.99, 0, 15, 990)).isFalse();
    assertThat(exhausted(0.5, 15, 16, 0)).isFalse();
    assertThat(exhausted(0.99, 16, 35, 990)).isFalse();
    assertThat(exhausted(0.99, 35, 38, 990)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "G1 Young Generation, true",
    "G1 Old Generation, true",
    "G1 Concurrent GC, false",
    "PS MarkSweep, true",
    "ZGC Pauses, true",
    "ZGC Cycles, false",
    "ZGC Major Cycles, false",
    "Shenandoah Pauses, true",
    "Shenandoah Cycles, false"
  })
  void workBesideTheProgramIsNoTimeLost(String collector, boolean lost) {
    assertThat(HeapWatch.stopsTheProgram(collector)).isEqualTo(lost);
  }
}
