package dev.firesteel.executor.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableLongBinaryOperator;
import dev.firesteel.dataset.primitive.DoubleAdder;
import dev.firesteel.dataset.primitive.LongAdder;
import dev.firesteel.dataset.primitive.LongReducer;
import dev.firesteel.executor.spill.Bench;
import dev.firesteel.protocol.block.BlockKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs of primitives through map outputs and readers, compared with a map of objects. */
class PrimitiveShuffleTest {
  private static final long[] EXTREMES = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32};
  private static final double[] DOUBLES = {
    0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 5, -7
  };

  @TempDir Path root;

  enum Keys {
    FEW(r -> r.nextInt(20) - 10),
    MANY(r -> r.nextInt(5_000)),
    EXTREME(r -> EXTREMES[r.nextInt(EXTREMES.length)]),
    ANY(r -> r.nextLong()),
    ONE(r -> 42),
    ZERO(r -> 0),
    OF_ONE_HASH_CODE(
        r -> {
          long n = r.nextInt(1_000);
          return n << 32 | n;
        });

    final ToLongFunction<Random> make;

    Keys(ToLongFunction<Random> make) {
      this.make = make;
    }
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void reducesLongsLikeAMap(Keys keys) throws Exception {
    for (long budget : new long[] {0, 1 << 30}) {
      Random random = new Random(keys.ordinal());
      SerializableLongBinaryOperator wrapping = Long::sum;
      Map<Long, Long> expected = new HashMap<>();
      try (Bench bench = new Bench(root, budget)) {
        PrimitivePairs<Long> shuffle =
            new PrimitivePairs<>(
                bench, new LongReducer(Closure.capture("reduceByKey", wrapping)), 3);
        for (int map = 0; map < 4; map++) {
          List<Pair<Long, Long>> pairs = new ArrayList<>();
          for (int i = map == 2 ? 0 : 6_000; i > 0; i--) {
            long value = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(100) - 50;
            pairs.add(Pair.of(keys.make.applyAsLong(random), value));
          }
          pairs.forEach(pair -> expected.merge(pair.key(), pair.value(), Long::sum));
          shuffle.write(pairs);
          bench.assertNothingLeft();
        }
        assertThat(shuffle.readAll().equals(expected)).isTrue();
        bench.assertNothingLeft();
        assertThat(bench.spilled()).isEqualTo(budget == 0 && expected.size() > 500);
        shuffle.read(0).close(); // an abandoned cursor frees all as well
        bench.assertNothingLeft();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void sumsDoublesLikeAMap(Keys keys) throws Exception {
    Random random = new Random(keys.ordinal());
    Map<Long, Double> expected = new HashMap<>();
    try (Bench bench = new Bench(root, 0)) {
      PrimitivePairs<Double> shuffle = new PrimitivePairs<>(bench, new DoubleAdder(), 5);
      for (int map = 0; map < 3; map++) {
        List<Pair<Long, Double>> pairs = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
          double value = random.nextInt(9) > 0 ? i : DOUBLES[random.nextInt(DOUBLES.length)];
          pairs.add(Pair.of(keys.make.applyAsLong(random), value));
        }
        pairs.forEach(pair -> expected.merge(pair.key(), pair.value(), Double::sum));
        shuffle.write(pairs);
      }
      assertThat(shuffle.readAll().equals(expected)).isTrue();
      bench.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 1 << 30})
  void pairsGoPastTheTablesWhenCombiningSavesNothing(long budget) throws Exception {
    int count = 400_000;
    List<Pair<Long, Long>> pairs =
        LongStream.range(0, count).mapToObj(i -> Pair.of(i * 31, i)).toList();
    try (Bench bench = new Bench(root, budget)) {
      PrimitivePairs<Long> shuffle = new PrimitivePairs<>(bench, new LongAdder(), 2);
      shuffle.write(pairs);
      shuffle.write(pairs.subList(0, count / 2));
      Map<Long, Long> sums = shuffle.readAll();
      assertThat(sums.size()).isEqualTo(count);
      for (long i = 0; i < count; i++) {
        long times = i < count / 2 ? 2 : 1;
        if (sums.get(i * 31) != times * i) {
          throw new AssertionError(i + ": " + sums.get(i * 31));
        }
      }
      assertThat(bench.spilled()).isEqualTo(budget < 1 << 30);
      bench.assertNothingLeft();
    }
  }

  @Test
  void blocksOfSmallNumbersAreSmallerThanTheirObjects() throws Exception {
    List<Pair<Long, Long>> pairs =
        LongStream.range(0, 50_000).mapToObj(i -> Pair.of(i, i & 0xff)).toList();
    try (Bench bench = new Bench(root, 1 << 30)) {
      PrimitivePairs<Long> shuffle = new PrimitivePairs<>(bench, new LongAdder(), 1);
      shuffle.write(pairs);
      assertThat(shuffle.sizes.get(0)[0]).isPositive().isLessThan(4 * 50_000);
      assertThat(bench.workspace.counters().shuffleBytesWritten())
          .isEqualTo(shuffle.sizes.get(0)[0]);
      assertThat(shuffle.readAll()).hasSize(50_000);
      assertThat(bench.workspace.counters().shuffleBytesRead()).isEqualTo(shuffle.sizes.get(0)[0]);
    }
  }

  @Test
  void countsAndFirstPairsCostNoMore() throws Exception {
    try (Bench bench = new Bench(root, 0)) {
      PrimitivePairs<Long> shuffle = new PrimitivePairs<>(bench, new LongAdder(), 1);
      shuffle.write(LongStream.range(0, 9_000).mapToObj(i -> Pair.of(i, 1L)).toList());
      try (Cursor<Pair<Long, Long>> cursor = shuffle.read(0)) {
        assertThat(cursor.advance(pair -> {})).isTrue();
        assertThat(cursor.count()).isEqualTo(8_999);
        assertThat(cursor.advance(pair -> {})).isFalse();
      }
      bench.assertNothingLeft();
    }
  }

  @Test
  void aLostOrDamagedBlockNamesItsMapPartition() throws Exception {
    try (Bench bench = new Bench(root, 1 << 30)) {
      PrimitivePairs<Long> shuffle = new PrimitivePairs<>(bench, new LongAdder(), 1);
      for (int map = 0; map < 3; map++) {
        shuffle.write(LongStream.range(0, 500).mapToObj(i -> Pair.of(i, i)).toList());
      }
      for (int damaged = 0; damaged < 3; damaged++) {
        Path file =
            shuffle
                .store
                .find(new BlockKey.Shuffle(shuffle.dependency.id(), new TaskId(damaged), 0))
                .orElseThrow()
                .file();
        byte[] good = Files.readAllBytes(file);
        for (int at : new int[] {0, 5, 9, 12, good.length - 1}) {
          byte[] bad = good.clone();
          bad[at] ^= 0x41;
          Files.write(file, bad);
          assertFetchFails(shuffle, damaged);
        }
        Files.write(file, damaged == 1 ? good : Arrays.copyOf(good, good.length / 2));
        if (damaged != 1) {
          assertFetchFails(shuffle, damaged);
        }
        Files.write(file, good);
      }
      shuffle.store.remove(shuffle.dependency.id(), new TaskId(2));
      assertFetchFails(shuffle, 2);
      bench.assertNothingLeft();
    }
  }

  private static void assertFetchFails(PrimitivePairs<?> shuffle, int damaged) {
    assertThatThrownBy(() -> shuffle.read(0))
        .isInstanceOfSatisfying(
            ShuffleFetchException.class,
            e -> {
              assertThat(e.mapPartition()).isEqualTo(damaged);
              assertThat(e.shuffle()).isEqualTo(shuffle.dependency.id());
            });
    assertThat(shuffle.bench.memory.held()).isZero();
  }

  @Test
  void aFullDiskAndAFailingSourceLeaveNothing() {
    List<Pair<Long, Long>> pairs =
        new Random(1).longs(20_000).mapToObj(i -> Pair.of(i, i)).toList();
    for (long diskBytes = 0; diskBytes < 100_000; diskBytes += 24_973) {
      try (Bench bench = Bench.withDisk(root, 0, diskBytes)) {
        PrimitivePairs<Long> shuffle = new PrimitivePairs<>(bench, new LongAdder(), 3);
        assertThatThrownBy(() -> shuffle.write(pairs))
            .isInstanceOfSatisfying(
                FiresteelException.class,
                e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
            .hasMessageContaining("No space left");
        assertThat(bench.files()).isEmpty();
        bench.assertNothingLeft();
      }
    }
    try (Bench bench = new Bench(root, 0)) {
      PrimitivePairs<Long> shuffle = new PrimitivePairs<>(bench, new LongAdder(), 3);
      Iterator<Pair<Long, Long>> good = pairs.iterator();
      Cursor<Pair<Long, Long>> failing =
          sink -> {
            if (!good.hasNext()) {
              throw new IOException("source broke");
            }
            sink.accept(good.next());
            return true;
          };
      assertThatThrownBy(
              () ->
                  new ShuffleWriter(shuffle.store, bench.workspace)
                      .write(failing, shuffle.dependency, new TaskId(0)))
          .isInstanceOf(IOException.class)
          .hasMessage("source broke");
      assertThat(bench.files()).isEmpty();
      bench.assertNothingLeft();
    }
  }

  @Test
  void aSumThatIsNoLongAndANullAndAnInterruptFailTheTask() {
    try (Bench bench = new Bench(root, 0)) {
      PrimitivePairs<Long> shuffle = new PrimitivePairs<>(bench, new LongAdder(), 3);
      assertThatThrownBy(() -> shuffle.write(List.of(Pair.of(1L, Long.MAX_VALUE), Pair.of(1L, 1L))))
          .isInstanceOf(ArithmeticException.class);
      assertThatThrownBy(() -> shuffle.write(List.of(Pair.of(null, 1L))))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("null")
          .hasMessageContaining("PairDataset");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> shuffle.write(List.of(Pair.of(1L, 1L))))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(bench.files()).isEmpty();
      bench.assertNothingLeft();
    }
  }
}
