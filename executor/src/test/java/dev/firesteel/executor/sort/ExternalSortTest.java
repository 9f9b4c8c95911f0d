package dev.firesteel.executor.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.spill.Bench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSortTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000, 1 << 30})
  void sortsStablyWithAnyBudget(long budget) throws Exception {
    Random random = new Random(budget);
    List<String> input = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      input.add(random.nextInt(300) + ":" + i);
    }
    Comparator<String> order = Comparator.comparing(s -> s.substring(0, s.indexOf(':')));
    List<String> expected = new ArrayList<>(input);
    expected.sort(order);
    try (Bench bench = new Bench(root, budget)) {
      Cursor<String> sorted = ExternalSort.sort(Bench.cursor(input), order, bench.workspace);
      assertThat(bench.spilled()).isEqualTo(budget < 1 << 30);
      assertThat(Bench.drain(sorted).equals(expected)).isTrue();
      bench.assertNothingLeft();
    }
  }

  @Test
  void nothingSortsToNothingAndNullsAreTheOrdersAffair() throws Exception {
    try (Bench bench = new Bench(root, 0)) {
      Cursor<String> none =
          ExternalSort.sort(
              Bench.cursor(List.<String>of()), Comparator.naturalOrder(), bench.workspace);
      assertThat(Bench.drain(none)).isEmpty();
      Cursor<String> nulls =
          ExternalSort.sort(
              Bench.cursor(Arrays.asList("b", null, "a")),
              Comparator.nullsFirst(Comparator.naturalOrder()),
              bench.workspace);
      assertThat(Bench.drain(nulls)).containsExactly(null, "a", "b");
    }
  }

  @Test
  void anAbandonedCursorFreesAll() throws Exception {
    try (Bench bench = new Bench(root, 50_000)) {
      Cursor<Integer> sorted =
          ExternalSort.sort(
              Bench.cursor(Collections.nCopies(10_000, 5)),
              Comparator.naturalOrder(),
              bench.workspace);
      sorted.advance(element -> assertThat(element).isEqualTo(5));
      assertThat(bench.files()).isNotEmpty();
      sorted.close();
      bench.assertNothingLeft();
    }
  }

  @Test
  void anOrderThatContradictsItselfIsReported() {
    try (Bench bench = new Bench(root, 1 << 30)) {
      Random random = new Random(1);
      List<Integer> input = random.ints(50_000).boxed().toList();
      assertThatThrownBy(
              () ->
                  ExternalSort.sort(
                      Bench.cursor(input),
                      (a, b) -> random.nextBoolean() ? 1 : -1,
                      bench.workspace))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("contradicts itself");
      bench.assertNothingLeft();
    }
  }
}
