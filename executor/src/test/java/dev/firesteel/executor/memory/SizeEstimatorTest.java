package dev.firesteel.executor.memory;

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
  static final class Ring {
    Ring next = this;
    long value;
  }

  @Test
  void nullTakesNothing() {
    assertThat(SizeEstimator.estimate(null)).isZero();
  }

  @Test
  void circlesEnd() {
    assertThat(SizeEstimator.estimate(new Ring())).isEqualTo(24);
  }

  @Test
  void longChainsEnd() {
    List<Object> chain = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      List<Object> next = new ArrayList<>();
      next.add(chain);
      chain = next;
    }
    assertThat(SizeEstimator.estimate(chain)).isPositive();
  }

  @Test
  void sharedThingsOfTheJvmTakeNothing() {
    Object[] shared = {String.class, TimeUnit.DAYS, Thread.currentThread()};
    assertThat(SizeEstimator.estimate(shared)).isEqualTo(32);
  }

  @Test
  void boxesStringsAndArraysAreExact() {
    assertThat(SizeEstimator.estimate(1)).isEqualTo(16);
    assertThat(SizeEstimator.estimate(1L)).isEqualTo(24);
    assertThat(SizeEstimator.estimate('c')).isEqualTo(16);
    assertThat(SizeEstimator.estimate("12345678")).isEqualTo(48);
    assertThat(SizeEstimator.estimate("\u4e00\u4e01\u4e02\u4e03")).isEqualTo(48);
    assertThat(SizeEstimator.estimate(new long[100])).isEqualTo(816);
    assertThat(SizeEstimator.estimate(new byte[3])).isEqualTo(24);
    assertThat(SizeEstimator.estimate(new String[] {null, null})).isEqualTo(24);
  }

  @Test
  void recordsAreWalked() {
    assertThat(SizeEstimator.estimate(Pair.of("12345678", 1L))).isEqualTo(24 + 48 + 24);
  }

  @Test
  void pairsOfSimpleThingsNeedNoWalk() {
    assertThat(SizeEstimator.estimate(Pair.of(null, null))).isEqualTo(24);
    assertThat(SizeEstimator.atWork(Pair.of("12345678", 1L))).isEqualTo(24 + 48 + 24);
    assertThat(SizeEstimator.estimate(Pair.of(1L, Pair.of(1L, 1L)))).isEqualTo(2 * 24 + 3 * 24);
  }

  @Test
  void atWorkCollectionsTakeMoreAndEachElementCounts() {
    List<Long> growing = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < 1000; i++) {
      growing.add((long) i);
      long now = SizeEstimator.atWork(growing);
      assertThat(now).isGreaterThan(before);
      before = now;
    }
    long estimate = SizeEstimator.estimate(growing);
    assertThat(before).isEqualTo(estimate + estimate / 4);
  }

  @Test
  void largeArraysAndCollectionsAreSampled() {
    Long[] boxes = new Long[10_000];
    Arrays.setAll(boxes, i -> (long) i + 1000);
    long exact = 16 + 4 * 10_000 + 24 * 10_000;
    assertThat(SizeEstimator.estimate(boxes)).isCloseTo(exact, Percentage.withPercentage(1));
    assertThat(SizeEstimator.estimate(new ArrayList<>(List.of(boxes))))
        .isCloseTo(exact, Percentage.withPercentage(1));
    Map<Long, Long> map = new HashMap<>();
    for (Long box : boxes) {
      map.put(box, box + 1);
    }
    assertThat(SizeEstimator.estimate(map)).isCloseTo(10_000 * 88L, Percentage.withPercentage(10));
  }
}
