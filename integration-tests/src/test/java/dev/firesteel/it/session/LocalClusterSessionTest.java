package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions whose executors are JVMs of their own. */
@Timeout(180)
final class LocalClusterSessionTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  @TempDir private Path directory;
  private Leftovers leftovers;

  @BeforeEach
  void remember() {
    leftovers = new Leftovers(directory);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    leftovers.assertNone();
  }

  private Session open(int executors) {
    return Session.builder()
        .name("test")
        .master("local-cluster[" + executors + ",1,512]")
        .config("firesteel.local.dirs", directory.toString())
        .open();
  }

  @Test
  void countsAndCountsWordsInOtherProcesses() {
    try (Session session = open(2)) {
      assertThat(session.defaultParallelism()).isEqualTo(2);
      assertThat(session.parallelize(NUMBERS).count()).isEqualTo(100);
      Map<String, Long> counts =
          session
              .parallelize(List.of("a b a", "c", "", "b a"), 3)
              .flatMap(line -> Stream.of(line.split(" ")))
              .filter(word -> !word.isEmpty())
              .mapToPair(word -> Pair.of(word, 1L))
              .reduceByKey(Long::sum)
              .collect()
              .stream()
              .collect(Collectors.toMap(Pair::key, Pair::value));
      assertThat(counts).isEqualTo(Map.of("a", 3L, "b", 2L, "c", 1L));
      Set<Long> processes = Set.copyOf(processes(session));
      assertThat(processes).doesNotContain(ProcessHandle.current().pid());
    }
  }

  private static List<Long> processes(Session session) {
    return session.parallelize(NUMBERS, 8).map(n -> ProcessHandle.current().pid()).collect();
  }

  @Test
  void accumulatorsAndLargeBroadcastsTravel() {
    try (Session session = open(2)) {
      Broadcast<int[]> large = session.broadcast(new int[3_000_000]);
      Accumulator<Long, Long, Long> seen = session.longAccumulator("seen");
      long sum =
          session
              .parallelize(NUMBERS, 4)
              .map(
                  n -> {
                    seen.add(1L);
                    return large.value().length;
                  })
              .reduce(Integer::max);
      assertThat(sum).isEqualTo(3_000_000);
      assertThat(seen.value()).isEqualTo(100);
    }
  }

  @Test
  void aBroadcastSurvivesTheExecutorThatFetchedItFirst() {
    try (Session session = open(2)) {
      Broadcast<int[]> large = session.broadcast(new int[3_000_000]);
      long first =
          session
              .parallelize(List.of(1), 1)
              .map(n -> ProcessHandle.current().pid() + 0L * large.value().length)
              .first();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      assertThat(
              session.parallelize(NUMBERS, 8).map(n -> large.value().length).distinct().collect())
          .containsExactly(3_000_000);
    }
  }

  @Test
  void aKilledExecutorIsReplacedAndItsShuffleOutputComputedAgain() {
    try (Session session = open(2)) {
      PairDataset<Integer, Integer> sums =
          session
              .parallelize(NUMBERS, 8)
              .mapToPair(n -> Pair.of(n % 10, n))
              .reduceByKey(Integer::sum);
      Map<Integer, Integer> before = byKey(sums);
      assertThat(before).hasSize(10);
      leftovers.newChildren().get(0).destroyForcibly();
      assertThat(byKey(sums)).isEqualTo(before);
      assertThat(session.parallelize(NUMBERS, 8).count()).isEqualTo(100);
    }
  }

  private static Map<Integer, Integer> byKey(PairDataset<Integer, Integer> pairs) {
    return pairs.collect().stream().collect(Collectors.toMap(Pair::key, Pair::value));
  }

  @Test
  void aTaskThatThrowsIsTriedOnceMoreThanItFailsAndThenFailsItsJob() {
    try (Session session = open(1)) {
      assertThatThrownBy(() -> session.parallelize(NUMBERS, 2).map(n -> n / (n - 60)).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("4 times")
          .hasMessageContaining("java.lang.ArithmeticException: / by zero");
      assertThat(session.parallelize(NUMBERS).count()).isEqualTo(100);
    }
  }

  @Test
  void aTaskThatNeverReturnsIsCancelled() throws Exception {
    try (Session session = open(1)) {
      ActionFuture<Long> job =
          session.parallelize(NUMBERS, 2).map(LocalClusterSessionTest::waitForever).countAsync();
      job.cancel();
      assertThatThrownBy(job::await)
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED));
      assertThat(session.parallelize(NUMBERS).count()).isEqualTo(100);
    }
  }

  private static int waitForever(int number) throws InterruptedException {
    new CountDownLatch(1).await(1, TimeUnit.HOURS);
    return number;
  }

  @Test
  void closingEndsExecutorsThatNeverReturn() {
    try (Session session = open(2)) {
      session.parallelize(NUMBERS, 2).map(LocalClusterSessionTest::waitForever).countAsync();
    }
  }
}
