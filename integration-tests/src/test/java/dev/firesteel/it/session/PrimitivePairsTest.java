package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.LongDoubleDataset;
import dev.firesteel.dataset.LongLongDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.dataset.StorageLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pairs of primitives where something is short, lost or kept. */
@Timeout(180)
final class PrimitivePairsTest {
  @TempDir private Path directory;

  private SessionBuilder session() {
    return Session.builder()
        .name("primitives")
        .master("local[2]")
        .config("firesteel.local.dirs", directory.toString());
  }

  /** The numbers below {@code count} by their scrambled selves below {@code keys}. */
  private static LongLongDataset pairs(Session session, long count, long keys) {
    return session.range(0, count, 1, 4).mapToLongLong(i -> i * 7_919 % keys, i -> i);
  }

  private static long[] totals(LongLongDataset pairs) {
    return pairs.aggregate(
        () -> new long[2],
        (sums, key, value) -> {
          sums[0]++;
          sums[1] += value * (key % 1_000 + 1);
        },
        PrimitivePairsTest::plus);
  }

  private static long[] plus(long[] a, long[] b) {
    return new long[] {a[0] + b[0], a[1] + b[1]};
  }

  @Test
  void sumsThatDoNotFitIntoMemorySpillOnBothSides() {
    long count = 1_500_000;
    long keys = 1_000_003;
    long[] expected = new long[2];
    expected[0] = keys;
    for (long i = 0; i < count; i++) {
      expected[1] += i * (i * 7_919 % keys % 1_000 + 1);
    }
    for (String fraction : List.of("0.6", "0.001")) {
      try (Session session = session().config("firesteel.memory.fraction", fraction).open()) {
        assertThat(totals(pairs(session, count, keys).sumByKey(3))).isEqualTo(expected);
      }
    }
  }

  @Test
  void lostOutputIsComputedAgain() throws IOException {
    try (Session session = session().open()) {
      LongLongDataset sums = pairs(session, 20_000, 1_000).sumByKey(3);
      long[] before = totals(sums);
      List<Path> outputs = outputs();
      assertThat(outputs).isNotEmpty();
      for (Path output : outputs.subList(0, 2)) {
        Files.delete(output);
      }
      assertThat(totals(sums)).isEqualTo(before);
    }
  }

  private List<Path> outputs() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.toString().endsWith(".data")).toList();
    }
  }

  @Test
  void keptAndCheckpointedPairsGiveTheSame() {
    try (Session session = session().open()) {
      session.checkpointDirectory(directory.resolve("checkpoints").toString());
      LongLongDataset pairs = pairs(session, 20_000, 1_000);
      long[] expected = totals(pairs.sumByKey());
      for (StorageLevel level :
          List.of(StorageLevel.MEMORY, StorageLevel.MEMORY_SERIALIZED, StorageLevel.DISK)) {
        LongLongDataset kept = pairs(session, 20_000, 1_000);
        kept.boxed().persist(level);
        assertThat(kept.count()).isEqualTo(20_000);
        assertThat(totals(kept.sumByKey())).isEqualTo(expected);
      }
      LongLongDataset written = pairs.sumByKey(5).checkpoint();
      assertThat(totals(written)).isEqualTo(expected);
      LongDoubleDataset again = written.mapValuesToDouble(x -> x).sumByKey();
      assertThat(again.partitioner()).isEqualTo(written.partitioner());
      assertThat(again.count()).isEqualTo(1_000);
    }
  }

  @Test
  void aFunctionThatThrowsTellsItsStep() {
    try (Session session = session().open()) {
      assertThatThrownBy(
              () ->
                  pairs(session, 100, 10)
                      .reduceByKey(
                          (a, b) -> {
                            throw new IllegalStateException("broken on " + a);
                          })
                      .count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("broken on")
          .satisfies(
              e ->
                  assertThat(Arrays.toString(e.getStackTrace()) + e)
                      .contains(PrimitivePairsTest.class.getSimpleName()));
    }
  }
}
