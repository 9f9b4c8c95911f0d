package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One session in this JVM, from open to close. */
@Timeout(120)
final class LocalSessionTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  /** Tasks run in this JVM, so they share the test's static fields. */
  private static volatile CountDownLatch running = new CountDownLatch(1);

  private static final AtomicInteger FAILURES = new AtomicInteger();

  @TempDir private Path directory;
  private Leftovers leftovers;

  @BeforeEach
  void remember() {
    running = new CountDownLatch(1);
    FAILURES.set(0);
    leftovers = new Leftovers(directory);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    leftovers.assertNone();
  }

  private SessionBuilder local(String master) {
    return Session.builder()
        .name("test")
        .master(master)
        .config("firesteel.local.dirs", directory.toString());
  }

  @Test
  void counts() {
    try (Session session = local("local[2]").open()) {
      assertThat(session.parallelize(NUMBERS).count()).isEqualTo(100);
      assertThat(session.defaultParallelism()).isEqualTo(2);
    }
  }

  @Test
  void countsWordsThroughAShuffle() {
    try (Session session = local("local[2]").open()) {
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
    }
  }

  @Test
  void runsManySmallJobsAndOneOfManyTasks() {
    try (Session session = local("local[2]").open()) {
      for (int i = 0; i < 200; i++) {
        assertThat(session.parallelize(NUMBERS, 2).count()).isEqualTo(100);
      }
      assertThat(session.range(0, 5_000, 1, 5_000).count()).isEqualTo(5_000);
    }
  }

  @Test
  void jobsOfSeveralThreadsRunSideBySide() {
    try (Session session = local("local[2]").open()) {
      List<CompletableFuture<Long>> counts =
          IntStream.range(0, 20)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> session.parallelize(NUMBERS, 4).count()))
              .toList();
      assertThat(counts).allSatisfy(count -> assertThat(count.join()).isEqualTo(100));
    }
  }

  @Test
  void accumulatorsAndBroadcastsReachTasksAndComeBack() {
    try (Session session = local("local[2]").open()) {
      Broadcast<List<Integer>> factor = session.broadcast(List.of(3));
      Accumulator<Long, Long, Long> seen = session.longAccumulator("seen");
      long sum =
          session
              .parallelize(NUMBERS, 7)
              .map(
                  n -> {
                    seen.add(1L);
                    return n * factor.value().get(0);
                  })
              .reduce(Integer::sum);
      assertThat(sum).isEqualTo(3 * 4950);
      assertThat(seen.value()).isEqualTo(100);
      session.destroy(factor);
    }
  }

  @Test
  void aTaskThatThrowsFailsItsJobWithTheFirstCauseAndItsStackTrace() {
    try (Session session = local("local[2]").open()) {
      assertThatThrownBy(
              () -> session.parallelize(NUMBERS, 4).map(LocalSessionTest::failOnSeventy).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("count at LocalSessionTest.java")
          .hasMessageContaining("partition 2")
          .hasMessageContaining("localhost")
          .hasMessageContaining("java.lang.IllegalStateException: seventy is bad")
          .hasMessageNotContaining("\n\tat ")
          .cause()
          .hasMessageContaining("failOnSeventy");
      assertThat(session.parallelize(NUMBERS).count()).isEqualTo(100);
    }
  }

  private static int failOnSeventy(int number) {
    if (number == 70) {
      throw new IllegalStateException("seventy is bad");
    }
    return number;
  }

  @Test
  void aTaskIsTriedAgainAsOftenAsTheMasterSays() {
    try (Session session = local("local[2,3]").open()) {
      assertThat(session.parallelize(NUMBERS, 1).map(LocalSessionTest::failTwice).count())
          .isEqualTo(100);
      assertThat(FAILURES.get()).isEqualTo(3);
    }
  }

  private static int failTwice(int number) {
    if (number == 0 && FAILURES.getAndIncrement() < 2) {
      throw new IllegalStateException("not yet");
    }
    return number;
  }

  @Test
  void resultsAboveTheLimitFailTheJobAndSayWhatToDo() {
    try (Session session =
        local("local[2]").config("firesteel.driver.max-result-size", "1k").open()) {
      assertThatThrownBy(
              () -> session.range(0, 10, 1, 2).boxed().map(n -> "x".repeat(1000)).collect())
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
          .hasMessageContaining("firesteel.driver.max-result-size");
    }
  }

  @Test
  void aRunningJobCanBeCancelled() throws Exception {
    try (Session session = local("local[2]").open()) {
      ActionFuture<Long> job =
          session.parallelize(NUMBERS, 2).map(LocalSessionTest::waitForever).countAsync();
      assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
      job.cancel();
      assertThatThrownBy(job::await)
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED));
      assertThat(session.parallelize(NUMBERS).count()).isEqualTo(100);
    }
  }

  private static int waitForever(int number) throws InterruptedException {
    running.countDown();
    new CountDownLatch(1).await();
    return number;
  }

  @Test
  void closingCancelsWhatRunsAndRefusesWhatComes() throws Exception {
    Session session = local("local[2]").open();
    ActionFuture<Long> job =
        session.parallelize(NUMBERS, 2).map(LocalSessionTest::waitForever).countAsync();
    assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
    session.close();
    session.close();
    assertThatThrownBy(job::await)
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED));
    assertThatThrownBy(() -> session.parallelize(NUMBERS).count())
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aJobMayStartAnotherWhenItIsDone() throws Exception {
    try (Session session = local("local[1]").open()) {
      long both =
          session
              .parallelize(NUMBERS, 2)
              .countAsync()
              .completion()
              .thenApply(first -> first + session.parallelize(NUMBERS, 2).count())
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      assertThat(both).isEqualTo(200);
    }
  }

  @Test
  void twoSessionsAreOpenAtATime() {
    try (Session one = local("local[1]").open();
        Session two = local("local[2]").open()) {
      assertThat(one.applicationId()).isNotEqualTo(two.applicationId());
      assertThat(one.parallelize(NUMBERS).count()).isEqualTo(100);
      assertThat(two.parallelize(NUMBERS).count()).isEqualTo(100);
    }
  }

  @Test
  void anUnknownMasterIsRefusedWithTheFormsOfAllBackends() {
    assertThatThrownBy(() -> local("nowhere://x").open())
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("nowhere://x")
        .hasMessageContaining("local[n]")
        .hasMessageContaining("local-cluster[n,cores,MiB]");
  }

  @Test
  void aMalformedMasterIsRefusedWithTheRightForm() {
    assertThatThrownBy(() -> local("local[two]").open())
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("local[n]");
  }

  @Test
  void allWrongSettingsAreReportedTogether() {
    assertThatThrownBy(
            () ->
                local("local[2]")
                    .config("firesteel.executor.memroy", "1g")
                    .config("firesteel.task.max-failures", "none")
                    .open())
        .hasMessageContaining("did you mean firesteel.executor.memory?")
        .hasMessageContaining("firesteel.task.max-failures is 'none'");
  }

  @Test
  void aJarThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> local("local[2]").config("firesteel.jars", "/no/such.jar").open())
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("/no/such.jar");
  }
}
