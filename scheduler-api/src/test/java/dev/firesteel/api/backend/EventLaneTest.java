package dev.firesteel.api.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EventLaneTest {
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<RuntimeException> failures = new ArrayList<>();
  private final EventLane lane = new EventLane(failures::add);

  @Test
  void aStepThatFailsIsToldAndDoesNotStopTheOthers() {
    IllegalStateException failure = new IllegalStateException("no");
    lane.add(
        () -> {
          throw failure;
        });
    lane.add(() -> heard.add("next"));
    lane.run();
    assertThat(failures).containsExactly(failure);
    assertThat(heard).containsExactly("next");
  }

  @Test
  void anErrorIsThrownAndLeavesTheOtherStepsToTheNextRun() {
    AssertionError error = new AssertionError("no");
    lane.add(
        () -> {
          throw error;
        });
    lane.add(() -> heard.add("next"));
    assertThatThrownBy(lane::run).isSameAs(error);
    lane.run();
    assertThat(heard).containsExactly("next");
  }

  @Test
  void aStepBroughtByAStepRunsAfterItAndAfterAllThatWait() {
    lane.add(
        () -> {
          lane.add(() -> heard.add("brought"));
          lane.run();
          heard.add("first");
        });
    lane.add(() -> heard.add("second"));
    lane.run();
    assertThat(heard).containsExactly("first", "second", "brought");
  }

  @Test
  void nothingRunsBeforeRunIsCalled() {
    lane.add(() -> heard.add("step"));
    assertThat(heard).isEmpty();
  }

  @Test
  void aThreadThatBringsAStepWhileAnotherRunsOneLeavesItToThat() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch brought = new CountDownLatch(1);
    lane.add(
        () -> {
          inside.countDown();
          await(brought);
          heard.add(Thread.currentThread().getName());
        });
    Thread one = new Thread(lane::run, "one");
    one.start();
    inside.await();
    lane.add(() -> heard.add(Thread.currentThread().getName()));
    lane.run(); // returns at once
    assertThat(heard).isEmpty();
    brought.countDown();
    one.join();
    assertThat(heard).containsExactly("one", "one");
  }

  @Test
  void stepsOfManyThreadsRunOneAtATimeAndAllOfThem() throws Exception {
    int[] count = new int[1]; // not safe on purpose
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  lane.add(() -> count[0]++);
                  lane.run();
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread each : threads) {
      each.join();
    }
    lane.run();
    assertThat(count[0]).isEqualTo(4000);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
