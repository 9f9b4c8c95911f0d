package dev.firesteel.executor.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixSortTest {
  private static final List<Integer> SHIFTS = List.of(0, 20, 40, 56, 62);

  /** Values are original places; ties are broken by their lowest bits, then stably. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 11, 47, 48, 200, 5000})
  void sortsByPrefixThenTiesStably(int n) {
    for (int shift : SHIFTS) {
      Random random = new Random(n + shift);
      long[] prefixes = random.longs(n + 10).map(x -> x >> shift).toArray();
      long[] values = IntStream.range(0, n + 10).asLongStream().toArray();
      Comparator<Long> ties = Comparator.comparing(v -> v % 4);
      long[] original = prefixes.clone();
      long[] expected =
          IntStream.range(5, n + 5)
              .asLongStream()
              .boxed()
              .sorted(
                  Comparator.<Long>comparingLong(v -> original[v.intValue()]).thenComparing(ties))
              .mapToLong(v -> v)
              .toArray();
      new PrefixSort(
              new PrefixSort.TieBreak() {
                @Override
                public boolean ambiguous(long prefix) {
                  return true;
                }

                @Override
                public int compare(long a, long b) {
                  return ties.compare(a, b);
                }
              })
          .sort(prefixes, values, 5, n + 5);
      assertThat(Arrays.copyOfRange(values, 5, n + 5)).isEqualTo(expected);
      assertThat(values).startsWith(0L, 1L, 2L, 3L, 4L);
    }
  }
}
