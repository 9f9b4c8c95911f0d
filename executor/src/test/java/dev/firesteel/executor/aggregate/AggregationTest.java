package dev.firesteel.executor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.keyed.Aggregators;
import dev.firesteel.dataset.lineage.Aggregator;
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

class AggregationTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(longs = {0, 200_000, 1 << 30})
  void sumsLikeAMapWithAnyBudget(long budget) throws Exception {
    Random random = new Random(budget);
    List<Pair<String, Long>> input = new ArrayList<>();
    Map<String, Long> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String key = random.nextInt(50) == 0 ? null : "k" + random.nextInt(5000);
      input.add(Pair.of(key, (long) i));
      expected.merge(String.valueOf(key), (long) i, Long::sum);
    }
    try (Bench bench = new Bench(root, budget)) {
      Cursor<Pair<String, Long>> sums =
          Aggregation.aggregate(Bench.cursor(input), new Sum(), bench.workspace);
      Map<String, Long> read = new HashMap<>();
      for (Pair<String, Long> pair : Bench.drain(sums)) {
        assertThat(read.put(String.valueOf(pair.key()), pair.value())).isNull();
      }
      assertThat(read.equals(expected)).isTrue();
      assertThat(bench.spilled()).isEqualTo(budget < 1 << 30);
      bench.assertNothingLeft();
    }
  }

  /** Values of all kinds, so that the known reduction and the function take turns. */
  @ParameterizedTest
  @ValueSource(longs = {0, 200_000, 1 << 30})
  void aKnownReductionGivesWhatItsFunctionGives(long budget) throws Exception {
    Object[][] kinds = {
      {Long.MAX_VALUE, Long.MIN_VALUE, 1L, -1L, 0L},
      {Integer.MAX_VALUE, Integer.MIN_VALUE, 1, -1, 0},
      {Double.NaN, -0.0, 0.0, 1e308, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.1}
    };
    List<SerializableBinaryOperator<?>> functions =
        List.of(
            (SerializableBinaryOperator<Long>) Long::sum,
            (SerializableBinaryOperator<Long>) Math::max,
            (SerializableBinaryOperator<Integer>) Integer::sum,
            (SerializableBinaryOperator<Integer>) Integer::min,
            (SerializableBinaryOperator<Double>) Double::sum,
            (SerializableBinaryOperator<Double>) Double::max,
            (SerializableBinaryOperator<Double>) Math::min);
    int[] kindOf = {0, 0, 1, 1, 2, 2, 2};
    for (int f = 0; f < kindOf.length; f++) {
      Random random = new Random(f);
      List<Pair<Object, Object>> input = new ArrayList<>();
      for (int i = 0; i < 6000; i++) {
        Object[] kind = kinds[kindOf[f]];
        input.add(Pair.of(random.nextInt(2000), kind[random.nextInt(kind.length)]));
      }
      assertSameWithoutKnowing(functions.get(f), input, budget);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 30})
  void aKnownReductionLeavesValuesOfAnotherClassToItsFunction(long budget) throws Exception {
    SerializableBinaryOperator<Long> sum = Long::sum;
    // keys with a single value that is no Long keep it; the column holds objects from then on
    List<Pair<Object, Object>> input = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      input.add(Pair.of(i % 700, i < 1400 || i % 700 > 5 ? (Object) (long) i : 1L));
    }
    input.add(1000, Pair.of(-1, "no number"));
    input.add(1500, Pair.of(-2, null));
    input.add(2000, Pair.of(-3, 5));
    assertSameWithoutKnowing(sum, input, budget);
    for (Object wrong : new Object[] {"no number", 5, 5.0}) {
      List<Pair<Object, Object>> twice = List.of(Pair.of(1, 1L), Pair.of(1, wrong));
      try (Bench bench = new Bench(root, budget)) {
        assertThatThrownBy(
                () ->
                    Bench.drain(
                        Aggregation.aggregate(
                            Bench.cursor(twice), reduction(sum), bench.workspace)))
            .isInstanceOf(ClassCastException.class);
        bench.assertNothingLeft();
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Aggregator<Object, Object> reduction(SerializableBinaryOperator<?> function) {
    return new Aggregators.Reduce<>("test", (SerializableBinaryOperator<Object>) function);
  }

  /** The same function, in a lambda that nobody knows. */
  @SuppressWarnings("unchecked")
  private void assertSameWithoutKnowing(
      SerializableBinaryOperator<?> function, List<Pair<Object, Object>> input, long budget)
      throws Exception {
    SerializableBinaryOperator<Object> plain = (SerializableBinaryOperator<Object>) function;
    Aggregator<Object, Object> known = reduction(function);
    Aggregator<Object, Object> unknown =
        new Aggregators.Reduce<>("test", (a, b) -> plain.apply(a, b));
    assertThat(known.reduction()).isPresent();
    assertThat(unknown.reduction()).isEmpty();
    List<Pair<Object, Object>> read = new ArrayList<>();
    for (Aggregator<Object, Object> each : List.of(known, unknown)) {
      try (Bench bench = new Bench(root, budget)) {
        List<Pair<Object, Object>> all =
            Bench.drain(Aggregation.aggregate(Bench.cursor(input), each, bench.workspace));
        if (each == known) {
          read = all;
        } else {
          assertThat(read.equals(all)).isTrue();
        }
        bench.assertNothingLeft();
      }
    }
  }

  @Test
  void integersAndKeysOfTheSameHashAreKeptApart() throws Exception {
    try (Bench bench = new Bench(root, 1 << 30)) {
      List<Pair<Object, Long>> input = new ArrayList<>();
      for (Object key : List.of(7, 7L, -8L, 'x', 120, 7, 7L, -8, 8, -8)) {
        input.add(Pair.of(key, 1L));
      }
      assertThat(
              Bench.drain(Aggregation.aggregate(Bench.cursor(input), new Sum(), bench.workspace)))
          .containsExactlyInAnyOrder(
              Pair.of(7, 2L),
              Pair.of(7L, 2L),
              Pair.of(-8L, 1L),
              Pair.of('x', 1L),
              Pair.of(120, 1L),
              Pair.of(-8, 2L),
              Pair.of(8, 1L));
    }
  }

  @Test
  void oneKeyWithMillionsOfValuesIsReducedInNoMemory() throws Exception {
    try (Bench bench = new Bench(root, 0)) {
      int[] left = {2_000_000};
      Cursor<Pair<String, Long>> same =
          sink -> {
            if (left[0]-- == 0) {
              return false;
            }
            sink.accept(Pair.of("same", 1L));
            return true;
          };
      assertThat(Bench.drain(Aggregation.aggregate(same, new Sum(), bench.workspace)))
          .containsExactly(Pair.of("same", 2_000_000L));
      assertThat(bench.spilled()).isFalse();
    }
  }

  @Test
  void groupingOneKeyBeyondMemorySaysSo() {
    try (Bench bench = new Bench(root, 1 << 20)) {
      int[] left = {200_000};
      Cursor<Pair<String, Long>> same =
          sink -> {
            if (left[0]-- == 0) {
              return false;
            }
            sink.accept(Pair.of("hot", (long) left[0]));
            return true;
          };
      assertThatThrownBy(
              () -> Bench.drain(Aggregation.aggregate(same, new Group(), bench.workspace)))
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
          .hasMessageContaining("hot")
          .hasMessageContaining("firesteel.executor.memory");
      bench.assertNothingLeft();
    }
  }

  @Test
  void aThrowingAggregatorFreesAll() {
    try (Bench bench = new Bench(root, 0)) {
      List<Pair<Integer, Long>> input = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        input.add(Pair.of(i, (long) i));
      }
      input.add(Pair.of(0, -1L));
      assertThatThrownBy(
              () ->
                  Bench.drain(
                      Aggregation.aggregate(Bench.cursor(input), new Sum(), bench.workspace)))
          .hasMessage("negative");
      bench.assertNothingLeft();
    }
  }

  @Test
  void anAbandonedCursorFreesAll() throws Exception {
    try (Bench bench = new Bench(root, 0)) {
      List<Pair<Integer, Long>> input = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        input.add(Pair.of(i, 1L));
      }
      Cursor<Pair<Integer, Long>> sums =
          Aggregation.aggregate(Bench.cursor(input), new Sum(), bench.workspace);
      assertThat(bench.files()).isNotEmpty();
      sums.close();
      bench.assertNothingLeft();
    }
  }

  private static final class Sum implements Aggregator<Long, Long> {
    @Override
    public Long create(Long value) {
      if (value < 0) {
        throw new IllegalStateException("negative");
      }
      return value;
    }

    @Override
    public Long merge(Long combined, Long value) {
      if (value < 0) {
        throw new IllegalStateException("negative");
      }
      return combined + value;
    }

    @Override
    public Long combine(Long first, Long second) {
      return first + second;
    }
  }

  private static final class Group implements Aggregator<Long, List<Long>> {
    @Override
    public List<Long> create(Long value) {
      return new ArrayList<>(List.of(value));
    }

    @Override
    public List<Long> merge(List<Long> combined, Long value) {
      combined.add(value);
      return combined;
    }

    @Override
    public List<Long> combine(List<Long> first, List<Long> second) {
      first.addAll(second);
      return first;
    }
  }
}
