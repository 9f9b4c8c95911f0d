package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which task goes where, how many at a time, and what comes back. */
final class PlacingTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");
  private static final ExecutorId E1 = new ExecutorId("e-1");

  @Test
  void spreadsAJobOverExecutors() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(4));
    assertThat(scene.inHand(E0)).hasSize(2);
    assertThat(scene.inHand(E1)).hasSize(2);
  }

  @Test
  void oneMessageBringsAllThatAnExecutorGetsInAnEvent() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(100));
    answerAll(scene, E0, Duration.ofNanos(1000));
    assertThat(scene.all(Action.RunTasks.class)).hasSize(1);
  }

  private static void answerAll(Scene scene, ExecutorId executor, Duration each) {
    TaskReport[] reports =
        scene.inHand(executor).stream()
            .map(s -> Scene.report(s, new Outcome.Answered(new byte[0])))
            .map(
                r ->
                    new TaskReport(
                        r.task(),
                        each.toNanos(),
                        r.outcome(),
                        r.accumulators(),
                        r.kept(),
                        r.metrics()))
            .toArray(TaskReport[]::new);
    scene.end(executor, reports);
  }

  @Test
  void shortTasksAreQueuedInGreatNumber() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(10_000));
    answerAll(scene, E0, Duration.ofNanos(100_000));
    assertThat(scene.inHand(E0)).hasSize(2 + 2 * 20);
  }

  @Test
  void longTasksAreNotQueued() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(100));
    answerAll(scene, E0, Duration.ofSeconds(1));
    assertThat(scene.inHand(E0)).hasSize(2);
  }

  @Test
  void theRestIsDividedEvenly() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(24));
    int before = scene.inHand(E1).size();
    answerAll(scene, E0, Duration.ofNanos(1000));
    assertThat(scene.inHand(E0)).hasSizeLessThanOrEqualTo((24 - before) / 2 + 1);
    answerAll(scene, E1, Duration.ofNanos(1000));
    assertThat(scene.inHand(E1)).isNotEmpty();
  }

  @Test
  void whatComesBackGoesToTheIdleExecutor() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.executor("h0");
    scene.submit(Plans.job(0).result(4));
    assertThat(scene.inHand(E0)).hasSize(4);
    scene.after(Duration.ofMillis(10));
    scene.executor("h1");
    List<ToExecutor.ReturnTasks> wanted = scene.sent(ToExecutor.ReturnTasks.class);
    assertThat(wanted).singleElement().satisfies(r -> assertThat(r.tasks()).hasSize(1));
    wanted.get(0).tasks().forEach(scene::forget);
    scene.on(new Event.TasksReturned(E0, wanted.get(0).tasks()));
    assertThat(scene.inHand(E1)).singleElement().satisfies(s -> assertThat(s.attempt()).isZero());
    assertThat(scene.inHand(E0)).hasSize(3);
    while (!scene.inHand().isEmpty()) {
      scene.answer(scene.inHand().get(0));
    }
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void aFailedTaskGoesToAnotherExecutorIfThereIsOne() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(1));
    ExecutorId first = scene.inHand(0, 0).executor();
    scene.fail(scene.inHand(0, 0), "boom");
    assertThat(scene.inHand(0, 0).executor()).isNotEqualTo(first);
    assertThat(scene.inHand(0, 0).attempt()).isEqualTo(1);
  }

  @Test
  void aFailedTaskThatOnlyOneExecutorCanTakeComesBeforeOthers() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1000));
    for (int failures = 0; failures < 9; failures++) {
      scene.fail(scene.inHand().get(0), "boom"); // the first of four in turn for the third time
    }
    assertThat(scene.history(Action.JobFailed.class)).hasSize(1);
  }

  @Test
  void aFailedTaskLeavesOthersTheirTurnWhileAnExecutorStarts() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.executor("h0");
    scene.offer("h1", 2);
    scene.submit(Plans.job(0).result(1000));
    for (int failures = 0; failures < 12; failures++) {
      scene.fail(scene.inHand().get(0), "boom");
    }
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    assertThat(scene.inHand(E0)).allMatch(s -> s.attempt() == 0);
  }

  @Test
  void tasksGoToTheHostsTheyPrefer() {
    Scene scene = Scene.with(4);
    scene.submit(
        Plans.job(0).prefer(p -> WishedHosts.of(List.of(new HostName("h" + p % 4)))).result(8));
    for (Scene.Sent sent : scene.inHand()) {
      assertThat(sent.executor().value()).isEqualTo("e-" + sent.partition() % 4);
    }
    assertThat(scene.inHand()).hasSize(8);
  }

  @Test
  void tasksWaitForTheirHostAndThenGoAnywhere() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).prefer(p -> WishedHosts.of(List.of(new HostName("h0")))).result(6));
    assertThat(scene.inHand(E1)).isEmpty();
    assertThat(scene.inHand(E0)).isNotEmpty();
    scene.fire(new Timer.Locality(Plans.job(0).result(6).resultStage().stage()));
    scene.fire(new Timer.Locality(Plans.job(0).result(6).resultStage().stage()));
    assertThat(scene.inHand(E1)).isNotEmpty();
  }

  @Test
  void nobodyWaitsForAHostWithoutExecutor() {
    Scene scene = Scene.with(1);
    scene.submit(
        Plans.job(0).prefer(p -> WishedHosts.of(List.of(new HostName("elsewhere")))).result(1));
    assertThat(scene.inHand(E0)).hasSize(1);
  }

  @Test
  void earlierJobsAreServedFirst() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(10));
    scene.submit(Plans.job(1).result(1));
    while (scene.inHand().stream().allMatch(s -> s.stage().value() == 0)) {
      scene.answer(scene.inHand().get(0));
    }
    assertThat(scene.history(Action.Answer.class).size()).isGreaterThan(5);
  }

  @Test
  void aProgramIsSentOnce() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(10));
    while (!scene.inHand().isEmpty()) {
      scene.answer(scene.inHand().get(0));
    }
    assertThat(scene.history(Action.SendProgram.class)).hasSize(1);
  }

  @Test
  void programsAreForgottenWhenManyOthersCame() {
    Scene scene = Scene.with(1);
    for (int job = 0; job < 200; job++) {
      scene.submit(Plans.job(job).result(1));
      scene.answer(scene.inHand().get(0));
    }
    assertThat(scene.history(Action.ForgetProgram.class)).hasSize(200 - 64);
    assertThat(
            scene.history(Action.Send.class).stream()
                .filter(s -> s.message() instanceof ToExecutor.ForgetPrograms))
        .isNotEmpty();
  }

  @Test
  void cancelledTasksKeepTheirSlotsUntilTheyHaveEnded() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).group("g").result(2));
    List<Scene.Sent> running = scene.inHand();
    scene.on(new Event.GroupCancelled("g", "test"));
    assertThat(scene.sent(ToExecutor.CancelTasks.class)).hasSize(1);
    scene.submit(Plans.job(1).result(1));
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
    scene.end(running.get(0), new Outcome.Cancelled("asked"));
    assertThat(scene.inHand(100, 0).executor()).isEqualTo(E0);
  }

  @Test
  void tooLargeAnswersFailTheJobWithAdvice() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).maxResultBytes(1).result(2));
    scene.answer(scene.inHand(0, 0));
    scene.answer(scene.inHand(0, 1));
    assertThat(scene.the(Action.JobFailed.class).message())
        .contains("2 bytes", "firesteel.driver.max-result-size");
  }

  @Test
  void anAnswerThatComesTwiceCountsOnce() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(2));
    Scene.Sent sent = scene.inHand(0, 0);
    scene.answer(sent);
    assertThat(scene.answer(sent)).isEmpty();
  }

  @Test
  void aProfileThatNobodyConfiguredFailsTheJobAtOnce() {
    SchedulerSettings usual = Scene.settings(1);
    ResourceProfile gpu =
        ResourceProfile.ofExecutor(new ProfileId("gpu"), Resources.of(1, 64).with("gpu", 1));
    Scene scene =
        new Scene(
            new SchedulerSettings(
                List.of(new ExecutorTarget(gpu, 1)), usual.limits(), usual.waits()));
    scene.submit(Plans.job(0).result(1));
    assertThat(scene.the(Action.JobFailed.class).category()).isEqualTo(ErrorCategory.CONFIGURATION);
    assertThat(scene.the(Action.JobFailed.class).message()).contains("profile 'default'");
  }
}
