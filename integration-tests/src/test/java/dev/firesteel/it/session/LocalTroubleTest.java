package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs and inputs that are odd or wrong. */
@Timeout(120)
final class LocalTroubleTest {
  private static final AtomicInteger ATTEMPTS = new AtomicInteger();

  /** Tasks run in this JVM, so they share the test's static fields. */
  private static volatile CountDownLatch running = new CountDownLatch(1);

  private static volatile boolean released;

  @TempDir private Path directory;

  @BeforeEach
  void forget() {
    ATTEMPTS.set(0);
    running = new CountDownLatch(1);
    released = false;
  }

  private SessionBuilder local(String master) {
    return Session.builder()
        .name("test")
        .master(master)
        .config("firesteel.local.dirs", directory.toString());
  }

  @Test
  void aTaskThatThrowsFailsItsJobAsTheUsersTurnAfterAllItsAttempts() {
    try (Session session = local("local[2,3]").open()) {
      assertThatThrownBy(
              () -> session.parallelize(List.of(1), 1).map(LocalTroubleTest::refuse).count())
          .isInstanceOfSatisfying(
              FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
          .hasMessageContaining("failed 3 times")
          .hasMessageContaining("I refuse 1");
      assertThat(ATTEMPTS).hasValue(3);
    }
  }

  private static int refuse(int number) {
    throw new IllegalArgumentException("I refuse " + ATTEMPTS.incrementAndGet());
  }

  @Test
  void damagedInputIsNotReadAgain() throws Exception {
    Path file = directory.resolve("damaged.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    try (Session session = local("local[2,3]").open()) {
      assertThatThrownBy(() -> session.textFile(file.toString()).count())
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.PROGRAM))
          .hasMessageContaining("failed once")
          .hasMessageContaining("damaged.gz: the file ends at byte 5");
    }
  }

  @Test
  void shufflesOverNoPartitionsAreEmpty() {
    try (Session session = local("local[2]").open()) {
      check(session.emptyDataset());
    }
  }

  @Test
  void shufflesOverAnEmptyDirectoryAreEmpty() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    try (Session session = local("local[2]").open()) {
      check(session.textFile(empty.toString()));
    }
  }

  private static void check(Dataset<String> none) {
    PairDataset<String, Long> pairs = none.mapToPair(word -> Pair.of(word, 1L));
    assertThat(pairs.reduceByKey(Long::sum).collect()).isEmpty();
    assertThat(pairs.groupByKey().collect()).isEmpty();
    assertThat(pairs.sortByKey().collect()).isEmpty();
    assertThat(pairs.reduceByKey(Long::sum, 3).count()).isZero();
    assertThat(pairs.join(pairs.reduceByKey(Long::sum)).collect()).isEmpty();
    assertThat(pairs.cogroup(pairs).count()).isZero();
    assertThat(none.distinct().count()).isZero();
    assertThat(none.repartition(2).count()).isZero();
    assertThat(none.sortBy(word -> word).collect()).isEmpty();
    assertThat(none.zipWithIndex().count()).isZero();
    assertThat(none.zipWithUniqueId().count()).isZero();
    assertThat(none.coalesce(2).count()).isZero();
    assertThat(none.cartesian(none).count()).isZero();
    assertThat(none.take(1)).isEmpty();
    assertThat(none.top(1, String::compareTo)).isEmpty();
  }

  @Test
  void aCancelledTaskThatNeverEndsDoesNotKeepItsSlot() throws Exception {
    try (Session session = local("local[1]").config("firesteel.task.cancel-grace", "1s").open()) {
      ActionFuture<Long> job =
          session.parallelize(List.of(1), 1).map(LocalTroubleTest::spin).countAsync();
      running.await();
      job.cancel();
      assertThatThrownBy(job::await)
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED));
      assertThat(session.parallelize(List.of(1, 2, 3), 2).count()).isEqualTo(3);
    } finally {
      released = true;
    }
  }

  /** Ends when the test has ended, and not for interrupts. */
  private static int spin(int number) {
    running.countDown();
    while (!released) {
      Thread.onSpinWait();
    }
    return number;
  }
}
