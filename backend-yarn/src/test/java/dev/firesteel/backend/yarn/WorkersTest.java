package dev.firesteel.backend.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps for nodes, some of which do not answer. */
class WorkersTest {
  private static final long PATIENCE_SECONDS = 60;

  private final Workers workers = new Workers();
  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void end() {
    answer.countDown();
    workers.close();
  }

  @Test
  void nodesThatDoNotAnswerHoldNoOtherUp() throws Exception {
    for (int node = 0; node < 20; node++) {
      for (int step = 0; step < 20; step++) {
        workers.run("dead-" + node, this::connect);
      }
    }
    CountDownLatch done = new CountDownLatch(2);
    workers.run("alive", done::countDown);
    workers.run(done::countDown);
    assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aNodeIsAskedByTwoAtATimeAndInOrder() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> begun = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(50);
    workers.run("h1", this::connect); // so that one thread is left for the others
    for (int i = 0; i < 50; i++) {
      int number = i;
      workers.run(
          "h1",
          () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            begun.add(number);
            atOnce.decrementAndGet();
            done.countDown();
          });
    }
    assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
    assertThat(begun).isSorted();
  }

  @Test
  void aStepThatFailsLeavesItsPlace() throws Exception {
    for (int i = 0; i < 5; i++) {
      workers.run(
          "h1",
          () -> {
            throw new IllegalStateException("a test's");
          });
      workers.run(
          "h1",
          () -> {
            throw new AssertionError("a test's");
          });
    }
    CountDownLatch done = new CountDownLatch(1);
    workers.run("h1", done::countDown);
    assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatWaitsIsDoneAfterTheEndToo() throws Exception {
    CountDownLatch done = new CountDownLatch(5);
    workers.run("h1", this::connect);
    workers.run("h1", this::connect);
    for (int i = 0; i < 5; i++) {
      workers.run("h1", done::countDown);
    }
    workers.close();
    workers.run("h1", () -> done.countDown()); // not any more
    answer.countDown();
    assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private void connect() {
    try {
      assertThat(answer.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
