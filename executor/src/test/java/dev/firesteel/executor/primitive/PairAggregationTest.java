package dev.firesteel.executor.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableLongBinaryOperator;
import dev.firesteel.dataset.primitive.LongAdder;
import dev.firesteel.dataset.primitive.LongReducer;
import dev.firesteel.executor.aggregate.Aggregation;
import dev.firesteel.executor.spill.Bench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairAggregationTest {
  @TempDir Path root;

  /** With 8 KiB a part of a run is far larger than memory, so that it goes to disk again. */
  @ParameterizedTest
  @ValueSource(longs = {0, 100_000, 1 << 30})
  void reducesLikeAMapWithAnyBudget(long budget) throws Exception {
    Random random = new Random(budget);
    SerializableLongBinaryOperator greatest = Math::max;
    List<Pair<Long, Long>> input = new ArrayList<>();
    Map<Long, Long> expected = new HashMap<>();
    for (int i = 0; i < 60_000; i++) {
      long key = random.nextInt(50) == 0 ? 0 : random.nextInt(40_000) - 20_000;
      input.add(Pair.of(key, random.nextLong()));
    }
    input.forEach(pair -> expected.merge(pair.key(), pair.value(), Math::max));
    try (Bench bench = new Bench(root, budget)) {
      Cursor<Pair<Long, Long>> reduced =
          Aggregation.aggregate(
              Bench.cursor(input),
              new LongReducer(Closure.capture("reduceByKey", greatest)),
              bench.workspace);
      Map<Long, Long> read = new HashMap<>();
      for (Pair<Long, Long> pair : Bench.drain(reduced)) {
        assertThat(read.put(pair.key(), pair.value())).isNull();
      }
      assertThat(read.equals(expected)).isTrue();
      assertThat(bench.spilled()).isEqualTo(budget < 1 << 30);
      bench.assertNothingLeft();
      assertThat(bench.files()).isEmpty();
    }
  }

  @Test
  void whatComesInTheOrderOfAnotherTableIsNoWorse() throws Exception {
    List<Pair<Long, Long>> pairs = new ArrayList<>();
    for (long i = 0; i < 300_000; i++) {
      pairs.add(Pair.of(i, 1L));
    }
    try (Bench bench = new Bench(root, 1 << 30)) {
      for (int times = 0; times < 4; times++) { // it would take minutes if entries met in rows
        pairs =
            Bench.drain(
                Aggregation.aggregate(Bench.cursor(pairs), new LongAdder(), bench.workspace));
      }
      assertThat(pairs.size()).isEqualTo(300_000);
    }
  }

  @Test
  void aFailingFunctionLeavesNothing() {
    SerializableLongBinaryOperator failing =
        (a, b) -> {
          throw new IllegalStateException("cannot add " + a + " and " + b);
        };
    try (Bench bench = new Bench(root, 0)) {
      assertThatThrownBy(
              () ->
                  Aggregation.aggregate(
                      Bench.cursor(List.of(Pair.of(7L, 1L), Pair.of(7L, 2L))),
                      new LongReducer(Closure.capture("reduceByKey", failing)),
                      bench.workspace))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("cannot add 1 and 2");
      bench.assertNothingLeft();
    }
  }
}
