package dev.firesteel.it.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.TaskContext;
import dev.firesteel.dataset.shared.Broadcast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs whose data is much larger than the memory of their executors. */
@Timeout(300)
final class TightMemoryTest {
  private static final int PARTITIONS = 8;

  @TempDir private Path directory;

  private SessionBuilder session() {
    return Session.builder()
        .name("tight")
        .master("local-cluster[2,1,128]")
        .config("firesteel.local.dirs", directory.toString());
  }

  /** With so little memory that less than a million records spill. */
  private Session openSpilling() {
    return session().config("firesteel.memory.fraction", "0.1").open();
  }

  /** The numbers from 0 to {@code count}; each partition pushes all of its own at once. */
  private static Dataset<Long> numbers(Session session, long count) {
    List<Integer> parts = IntStream.range(0, PARTITIONS).boxed().toList();
    return session
        .parallelize(parts, PARTITIONS)
        .mapMulti(
            (part, out) -> {
              long to = count * (part + 1) / PARTITIONS;
              for (long i = count * part / PARTITIONS; i < to; i++) {
                out.accept(i);
              }
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY", "MEMORY_SERIALIZED", "MEMORY_AND_DISK"})
  void aDatasetLargerThanMemoryIsReadAgainAndAgain(StorageLevel level) {
    try (Session session = session().open()) {
      Dataset<String> kept = numbers(session, 3_000_000).map(n -> "a number " + n).persist(level);
      for (int i = 0; i < 2; i++) {
        assertThat(kept.map(text -> (long) text.length()).reduce(Long::sum)).isEqualTo(46_888_890L);
      }
    }
  }

  @Test
  void aJoinWithAKeyOfManyRecordsSpills() {
    try (Session session = openSpilling()) {
      long count = 400_000;
      PairDataset<Long, String> left =
          numbers(session, count).mapToPair(n -> Pair.of(n % 20 == 0 ? 0L : n, "left " + n));
      PairDataset<Long, Long> right =
          numbers(session, count).filter(n -> n % 20 != 0 || n == 0).mapToPair(n -> Pair.of(n, -n));
      assertThat(left.join(right).count()).isEqualTo(count);
    }
  }

  @Test
  void aCogroupWithAKeyOfManyRecordsSpills() {
    try (Session session = openSpilling()) {
      long count = 400_000;
      PairDataset<Long, Long> left =
          numbers(session, count).mapToPair(n -> Pair.of(n % 20 == 0 ? 0L : n, n));
      PairDataset<Long, Long> right = numbers(session, count / 4).mapToPair(n -> Pair.of(n, -n));
      Pair<Long, Long> sizes =
          left.cogroup(right)
              .map(g -> Pair.of((long) g.value().key().size(), (long) g.value().value().size()))
              .reduce((a, b) -> Pair.of(a.key() + b.key(), a.value() + b.value()));
      assertThat(sizes).isEqualTo(Pair.of(count, count / 4));
    }
  }

  @Test
  void aGroupThatDoesNotFitFailsItsJobWithAdvice() {
    try (Session session = openSpilling()) {
      assertThatThrownBy(
              () ->
                  numbers(session, 800_000)
                      .mapToPair(n -> Pair.of(n % 2 == 0 ? -1L : n, "value " + n))
                      .groupByKey()
                      .mapValues(List::size)
                      .count())
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
          .hasMessageContaining("Cannot combine the values of key -1")
          .hasMessageContaining("firesteel.executor.memory");
      assertThat(numbers(session, 1000).count()).isEqualTo(1000);
    }
  }

  @Test
  void largeRecordsAreSorted() {
    try (Session session = session().open()) {
      List<Integer> digits =
          numbers(session, 24)
              .map(n -> n % 10 + "x".repeat(2_000_000))
              .sortBy(text -> text, String::compareTo, 4)
              .map(text -> text.charAt(0) - '0')
              .collect();
      assertThat(digits).isSorted().hasSize(24);
    }
  }

  @Test
  void aTaskThatAllocatesWithoutBoundFailsItsJobWithAdviceAndNothingElse() {
    try (Session session = session().open()) {
      assertThatThrownBy(() -> numbers(session, 4).map(n -> allocate(n == 3)).count())
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
          .hasMessageContaining("heap of 128 MiB is full")
          .hasMessageContaining("firesteel.executor.memory");
      assertThat(numbers(session, 1000).count()).isEqualTo(1000);
    }
  }

  @Test
  void aTaskThatRunsOutOfMemoryOnceIsRunAgain() {
    try (Session session = session().open()) {
      assertThat(
              numbers(session, 8)
                  .map(n -> allocate(n == 3 && TaskContext.current().attempt() == 0))
                  .count())
          .isEqualTo(8);
    }
  }

  private static long allocate(boolean endless) {
    List<long[]> all = new ArrayList<>();
    do {
      all.add(new long[100_000]);
    } while (endless);
    return all.size();
  }

  @Test
  void aBroadcastOfAThirdOfTheHeapIsRead() {
    try (Session session = session().open()) {
      Broadcast<byte[]> large = session.broadcast(new byte[40 << 20]);
      assertThat(numbers(session, 8).map(n -> large.value().length).distinct().collect())
          .containsExactly(40 << 20);
    }
  }
}
