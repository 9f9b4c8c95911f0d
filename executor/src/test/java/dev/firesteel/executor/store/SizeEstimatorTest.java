package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SizeEstimatorTest {
  private final SizeEstimator estimator = new SizeEstimator();

  static final class Ring {
    Ring next = this;
    long value;
  }

  @Test
  void nullTakesNothing() {
    assertThat(estimator.estimate(null)).isZero();
  }

  @Test
  void circlesEnd() {
    assertThat(estimator.estimate(new Ring())).isEqualTo(24);
  }

  @Test
  void longChainsEnd() {
    List<Object> chain = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      List<Object> next = new ArrayList<>();
      next.add(chain);
      chain = next;
    }
    assertThat(estimator.estimate(chain)).isPositive();
  }

  @Test
  void sharedThingsOfTheJvmTakeNothing() {
    Object[] shared = {String.class, TimeUnit.DAYS, Thread.currentThread()};
    assertThat(estimator.estimate(shared)).isEqualTo(32);
  }

  @Test
  void boxesStringsAndArraysAreExact() {
    assertThat(estimator.estimate(1)).isEqualTo(16);
    assertThat(estimator.estimate(1L)).isEqualTo(24);
    assertThat(estimator.estimate('c')).isEqualTo(16);
    assertThat(estimator.estimate("12345678")).isEqualTo(48);
    assertThat(estimator.estimate("\u4e00\u4e01\u4e02\u4e03")).isEqualTo(48);
    assertThat(estimator.estimate(new long[100])).isEqualTo(816);
    assertThat(estimator.estimate(new byte[3])).isEqualTo(24);
    assertThat(estimator.estimate(new String[] {null, null})).isEqualTo(24);
  }

  @Test
  void recordsAreWalked() {
    assertThat(estimator.estimate(Pair.of("12345678", 1L))).isEqualTo(24 + 48 + 24);
  }

  @Test
  void largeArraysAndCollectionsAreSampled() {
    Long[] boxes = new Long[10_000];
    Arrays.setAll(boxes, i -> (long) i + 1000);
    long exact = 16 + 4 * 10_000 + 24 * 10_000;
    assertThat(estimator.estimate(boxes)).isCloseTo(exact, Percentage.withPercentage(1));
    assertThat(estimator.estimate(new ArrayList<>(List.of(boxes))))
        .isCloseTo(exact, Percentage.withPercentage(1));
    Map<Long, Long> map = new HashMap<>();
    for (Long box : boxes) {
      map.put(box, box + 1);
    }
    assertThat(estimator.estimate(map)).isCloseTo(10_000 * 88L, Percentage.withPercentage(10));
  }
}
