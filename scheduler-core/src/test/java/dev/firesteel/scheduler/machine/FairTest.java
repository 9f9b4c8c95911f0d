package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.SchedulingOrder;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.placement.Sharing;
import dev.firesteel.scheduler.placement.Sharing.PoolShare;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How jobs share the slots of four executors with two slots each. */
final class FairTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");

  private static Scene fair(Map<String, PoolShare> pools) {
    return scene(4, new Sharing(SchedulingOrder.FAIR, new TreeMap<>(pools)));
  }

  private static Scene scene(int executors, Sharing sharing) {
    Scene scene =
        new Scene(
            Scene.settings(executors)
                .with(new SchedulerSettings.JobRules(sharing, Duration.ZERO, Duration.ZERO)));
    scene.connect();
    for (int i = 0; i < executors; i++) {
      scene.executor("h" + i);
    }
    return scene;
  }

  private static PoolShare share(int weight, int minShare) {
    return new PoolShare(weight, minShare, SchedulingOrder.FIFO);
  }

  private static int running(Scene scene, int job) {
    return (int)
        scene.inHand().stream().filter(s -> s.stage().equals(new StageId(job * 100))).count();
  }

  /** Tasks of a second end, one executor after the other. */
  private static void run(Scene scene, int tasks) {
    for (int i = 0; i < tasks; i++) {
      scene.after(Duration.ofSeconds(1));
      List<ExecutorId> busy =
          scene.inHand().stream().map(Scene.Sent::executor).distinct().sorted().toList();
      end(scene, scene.inHand(busy.get(i % busy.size())).get(0), Duration.ofSeconds(1));
    }
  }

  private static void end(Scene scene, Scene.Sent sent, Duration took) {
    scene.end(
        sent.executor(),
        new TaskReport(
            sent.task(),
            took.toNanos(),
            new Outcome.Answered(new byte[0]),
            List.of(),
            List.of(),
            TaskMetrics.NONE));
  }

  @Test
  void inFifoModePoolsDoNotMatter() {
    Scene scene =
        scene(4, new Sharing(SchedulingOrder.FIFO, new TreeMap<>(Map.of("b", share(9, 8)))));
    scene.submit(Plans.job(0).pool("a").result(100));
    scene.submit(Plans.job(1).pool("b").result(100));
    run(scene, 90);
    assertThat(running(scene, 1)).isZero();
    run(scene, 12);
    assertThat(running(scene, 1)).isPositive();
  }

  @Test
  void slotsAreSharedByWeight() {
    Scene scene = fair(Map.of("a", share(3, 0), "b", share(1, 0)));
    scene.submit(Plans.job(0).pool("a").result(1000));
    scene.submit(Plans.job(1).pool("b").result(1000));
    run(scene, 30);
    for (int i = 0; i < 50; i++) {
      run(scene, 1);
      assertThat(running(scene, 0)).isEqualTo(6);
      assertThat(running(scene, 1)).isEqualTo(2);
    }
  }

  @Test
  void theWeightsCountWhicheverPoolCameFirst() {
    Scene scene = fair(Map.of("a", share(3, 0)));
    scene.submit(Plans.job(0).pool("other").result(1000));
    scene.submit(Plans.job(1).pool("a").result(1000));
    run(scene, 30);
    assertThat(running(scene, 1)).isEqualTo(6);
  }

  @Test
  void aMinimumShareIsReachedWithTheNextSlotsThatBecomeFree() {
    Scene scene = fair(Map.of("big", share(100, 0), "small", share(1, 3)));
    scene.submit(Plans.job(0).pool("big").result(1000));
    run(scene, 8);
    scene.submit(Plans.job(1).pool("small").result(100));
    run(scene, 3);
    assertThat(running(scene, 1)).isEqualTo(3);
    run(scene, 20);
    assertThat(running(scene, 1)).isEqualTo(3);
  }

  @Test
  void ofTwoPoolsBelowTheirMinimumTheOneWithLessOfItComesFirst() {
    Scene scene = fair(Map.of("a", share(1, 4), "b", share(1, 4)));
    scene.submit(Plans.job(0).pool("a").result(1000));
    scene.submit(Plans.job(1).pool("b").result(1000));
    run(scene, 16);
    assertThat(running(scene, 0)).isEqualTo(4);
    assertThat(running(scene, 1)).isEqualTo(4);
  }

  @Test
  void aSmallJobBesideABigOneFinishesEarly() {
    Scene scene = fair(Map.of());
    scene.submit(Plans.job(0).result(1000));
    run(scene, 8);
    scene.submit(Plans.job(1).result(4));
    run(scene, 16);
    assertThat(scene.succeeded(1)).isTrue();
    assertThat(scene.succeeded(0)).isFalse();
  }

  @Test
  void jobsOfOneFifoPoolComeOneAfterTheOther() {
    Scene scene = fair(Map.of("a", share(1, 0)));
    scene.submit(Plans.job(0).pool("a").result(30));
    scene.submit(Plans.job(1).pool("a").result(30));
    scene.submit(Plans.job(2).pool("b").result(100));
    run(scene, 24);
    assertThat(running(scene, 0)).isEqualTo(4);
    assertThat(running(scene, 1)).isZero();
    assertThat(running(scene, 2)).isEqualTo(4);
  }

  @Test
  void manyJobsOfAFairPoolShareItEvenly() {
    Scene scene = fair(Map.of());
    for (int job = 0; job < 4; job++) {
      scene.submit(Plans.job(job).result(100));
    }
    run(scene, 40);
    for (int job = 0; job < 4; job++) {
      assertThat(running(scene, job)).isEqualTo(2);
    }
  }

  @Test
  void onlyOnePoolWithWorkHasAllSlots() {
    Scene scene = fair(Map.of("a", share(1, 0), "b", share(9, 8)));
    scene.submit(Plans.job(0).pool("a").result(1000));
    run(scene, 20);
    assertThat(running(scene, 0)).isEqualTo(8);
  }

  @Test
  void stagesThatBeginTogetherShareTheFreeSlots() {
    Scene scene = scene(4, new Sharing(SchedulingOrder.FAIR, new TreeMap<>()));
    scene.submit(Plans.job(0).pool("a").map(7, 1).result(100, 7));
    scene.submit(Plans.job(1).pool("b").map(7, 1).result(100, 7));
    scene.written(scene.inHand().get(0));
    assertThat(scene.inHand()).hasSizeGreaterThanOrEqualTo(8);
    long first = scene.inHand().stream().filter(s -> s.stage().value() == 1).count();
    long second = scene.inHand().stream().filter(s -> s.stage().value() == 101).count();
    assertThat(first).isEqualTo(4);
    assertThat(second).isEqualTo(4);
  }

  @Test
  void tasksQueuedBeforeAnotherPoolCameAreAskedBack() {
    Scene scene = scene(1, new Sharing(SchedulingOrder.FAIR, new TreeMap<>()));
    scene.submit(Plans.job(0).pool("a").result(100));
    assertThat(scene.inHand(E0)).hasSize(4); // two run, two are queued, for how long is not known
    scene.submit(Plans.job(1).pool("b").result(10));
    assertThat(scene.sent(ToExecutor.ReturnTasks.class)).isEmpty();
    scene.fire(Timer.Regular.RECALL);
    List<TaskId> back = scene.sent(ToExecutor.ReturnTasks.class).get(0).tasks();
    assertThat(back).hasSize(2);
    back.forEach(scene::forget);
    scene.on(new Event.TasksReturned(E0, back));
    assertThat(scene.inHand(E0)).hasSize(2);
    run(scene, 1);
    assertThat(running(scene, 1)).isEqualTo(1);
    assertThat(running(scene, 0)).isEqualTo(1);
  }

  @Test
  void shortTasksDoNotKeepOthersFromTheSlotsByTheirQueue() {
    Scene scene = scene(1, new Sharing(SchedulingOrder.FAIR, new TreeMap<>()));
    scene.submit(Plans.job(0).pool("a").result(10_000));
    for (int i = 0; i < 20; i++) {
      end(scene, scene.inHand().get(0), Duration.ofNanos(100_000));
    }
    int queued = scene.inHand(E0).size();
    assertThat(queued).isGreaterThan(20);
    scene.submit(Plans.job(1).pool("b").result(10));
    for (int i = 0; i < queued && running(scene, 1) == 0; i++) {
      end(scene, scene.inHand().get(0), Duration.ofNanos(100_000));
    }
    assertThat(running(scene, 1)).isPositive();
    assertThat(running(scene, 0)).isLessThanOrEqualTo(2);
  }

  @Test
  void aJobThatEndsLeavesItsShareToTheOthers() {
    Scene scene = fair(Map.of());
    scene.submit(Plans.job(0).group("g").pool("a").result(1000));
    scene.submit(Plans.job(1).pool("b").result(1000));
    run(scene, 16);
    scene.on(new Event.GroupCancelled("g", "enough"));
    run(scene, 8);
    assertThat(running(scene, 1)).isEqualTo(8);
  }
}
