package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToExecutor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slow tasks get a second attempt on another executor, and the first result counts. */
final class SpeculationTest {
  private static final SpeculationSettings BY =
      new SpeculationSettings(0.75, 1.5, Duration.ofMillis(100), 0.25, Duration.ofSeconds(6));

  private static Scene scene(SpeculationSettings by, String... hosts) {
    Scene scene = new Scene(Scene.settings(hosts.length).with(by));
    scene.connect();
    for (String host : hosts) {
      scene.executor(host);
    }
    return scene;
  }

  private static Scene scene(String... hosts) {
    return scene(BY, hosts);
  }

  /** Four tasks on two executors; all but that of partition 3 are done, after 10 ms each. */
  private static Scene.Sent straggler(Scene scene) {
    scene.submit(Plans.job(0).result(4));
    for (int partition = 0; partition < 3; partition++) {
      scene.answer(scene.inHand(0, partition));
    }
    return scene.inHand(0, 3);
  }

  private static Scene.Sent copy(Scene scene) {
    Action.RunTasks run = scene.the(Action.RunTasks.class);
    return scene.inHand().stream()
        .filter(s -> s.task().equals(run.attempts().get(0).task()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Action> look(Scene scene) {
    scene.after(Duration.ofMillis(150));
    return scene.on(new Event.TimerFired(Timer.Regular.SPECULATION));
  }

  private static List<Notice.TaskSpeculated> copies(Scene scene) {
    return scene.history(Action.Tell.class).stream()
        .map(Action.Tell::notice)
        .filter(Notice.TaskSpeculated.class::isInstance)
        .map(Notice.TaskSpeculated.class::cast)
        .toList();
  }

  @Test
  void aSlowTaskIsCopiedAndTheCopysResultCounts() {
    Scene scene = scene("h0", "h1");
    Scene.Sent slow = straggler(scene);
    look(scene);
    Scene.Sent copy = copy(scene);
    assertThat(copy.partition()).isEqualTo(3);
    assertThat(copy.attempt()).isEqualTo(1);
    assertThat(copy.executor()).isNotEqualTo(slow.executor());
    assertThat(copies(scene)).hasSize(1);
    assertThat(copies(scene).get(0).why())
        .matches("it has run for 150 ms, the median of its stage is \\d+ ms");
    scene.answer(copy);
    assertThat(scene.succeeded(0)).isTrue();
    assertThat(scene.sent(ToExecutor.CancelTasks.class))
        .containsExactly(
            new ToExecutor.CancelTasks(List.of(slow.task()), copy.task() + " finished first"));
    assertThat(scene.answer(slow)).isEmpty();
  }

  @Test
  void theFirstAttemptMayStillWin() {
    Scene scene = scene("h0", "h1");
    Scene.Sent slow = straggler(scene);
    look(scene);
    Scene.Sent copy = copy(scene);
    scene.answer(slow);
    assertThat(scene.succeeded(0)).isTrue();
    assertThat(scene.sent(ToExecutor.CancelTasks.class).get(0).tasks())
        .containsExactly(copy.task());
    assertThat(scene.fail(copy, "late")).isEmpty();
  }

  @Test
  void onlyTheWinnersAccumulatorsAreMerged() {
    Scene scene = scene("h0", "h1");
    Scene.Sent slow = straggler(scene);
    look(scene);
    Scene.Sent copy = copy(scene);
    scene.end(copy.executor(), counting(copy));
    scene.end(slow.executor(), counting(slow));
    assertThat(scene.history(Action.MergeAccumulators.class)).hasSize(1);
  }

  private static TaskReport counting(Scene.Sent sent) {
    return new TaskReport(
        sent.task(),
        Scene.MILLISECOND,
        new Outcome.Answered(new byte[0]),
        List.of(new TaskReport.AccumulatorState(new AccumulatorId(1), new byte[0])),
        List.of(),
        TaskMetrics.NONE);
  }

  @Test
  void theFailureOfOneAttemptLeavesTheOther() {
    Scene scene = scene("h0", "h1");
    Scene.Sent slow = straggler(scene);
    look(scene);
    Scene.Sent copy = copy(scene);
    scene.fail(slow, "boom");
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    scene.answer(copy);
    assertThat(scene.succeeded(0)).isTrue();
    assertThat(scene.sent(ToExecutor.CancelTasks.class)).isEmpty();
  }

  @Test
  void theFailureOfACopyCountsTowardsTheLimit() {
    Scene scene = scene("h0", "h1");
    straggler(scene);
    for (int failures = 1; failures < 3; failures++) {
      look(scene);
      scene.fail(copy(scene), "boom");
      assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    }
    look(scene);
    scene.fail(copy(scene), "boom");
    assertThat(scene.the(Action.JobFailed.class).message()).contains("failed 3 times");
  }

  @Test
  void whatIsWrongEverywhereFailsTheJobThoughAnotherAttemptLives() {
    Scene scene = scene("h0", "h1");
    straggler(scene);
    look(scene);
    scene.end(copy(scene), new Outcome.Failed(ErrorCategory.CONFIGURATION, "no", "no"));
    assertThat(scene.all(Action.JobFailed.class)).hasSize(1);
    assertThat(scene.sent(ToExecutor.CancelTasks.class)).hasSize(1);
  }

  @Test
  void theLossOfOneExecutorLeavesTheOtherAttempt() {
    Scene scene = scene("h0", "h1");
    Scene.Sent slow = straggler(scene);
    look(scene);
    Scene.Sent copy = copy(scene);
    scene.lose(slow.executor(), LossCause.HOST_LOST);
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
    scene.answer(copy);
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void theLossOfBothExecutorsRunsTheTaskAgain() {
    Scene scene = scene("h0", "h1", "h2");
    Scene.Sent slow = straggler(scene);
    look(scene);
    Scene.Sent copy = copy(scene);
    scene.lose(slow.executor(), LossCause.HOST_LOST);
    scene.lose(copy.executor(), LossCause.EXITED);
    scene.answer(copy(scene));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void aCancelledJobCancelsBothAttempts() {
    Scene scene = scene("h0", "h1");
    Scene.Sent slow = straggler(scene);
    look(scene);
    Scene.Sent copy = copy(scene);
    scene.on(new Event.JobCancelled(new JobId(0), "enough"));
    assertThat(scene.sent(ToExecutor.CancelTasks.class))
        .flatExtracting(ToExecutor.CancelTasks::tasks)
        .containsExactlyInAnyOrder(slow.task(), copy.task());
  }

  @Test
  void theFirstMapOutputCounts() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).map(7, 4).result(1, 7));
    for (int map = 0; map < 3; map++) {
      scene.written(scene.inHand(0, map));
    }
    Scene.Sent slow = scene.inHand(0, 3);
    look(scene);
    Scene.Sent copy = copy(scene);
    scene.written(copy);
    ToExecutor.ShuffleOutputs outputs = scene.sent(ToExecutor.ShuffleOutputs.class).get(0);
    assertThat(outputs.taskOfMap()[3]).isEqualTo(copy.task().value());
    scene.written(slow);
    scene.answer(scene.inHand(1, 0));
    scene.on(new Event.ShuffleForgotten(Plans.shuffle(7)));
    assertThat(scene.all(Action.Send.class))
        .as("the loser's executor drops its file, too")
        .extracting(Action.Send::executor)
        .contains(slow.executor(), copy.executor());
  }

  @Test
  void aFetchFailureOfOneAttemptLeavesTheOther() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).map(7, 1).result(4, 7));
    ExecutorId writer = scene.inHand(0, 0).executor();
    scene.written(scene.inHand(0, 0));
    for (int partition = 0; partition < 3; partition++) {
      scene.answer(scene.inHand(1, partition));
    }
    Scene.Sent slow = scene.inHand(1, 3);
    look(scene);
    Scene.Sent copy = copy(scene);
    Outcome refused = new Outcome.FetchFailed(Plans.shuffle(7), 0, writer, "refused");
    scene.end(copy, refused);
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
    look(scene);
    assertThat(scene.all(Action.RunTasks.class)).as("its input is missing").isEmpty();
    scene.end(slow, refused);
    scene.written(scene.inHand(0, 0));
    scene.answer(scene.inHand(1, 3));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void theTasksOfAQuietExecutorAreCopiedHoweverFewAreDone() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(1));
    Scene.Sent only = scene.inHand(0, 0);
    scene.after(Duration.ofSeconds(6));
    for (String id : List.of("e-0", "e-1")) {
      if (!only.executor().value().equals(id)) {
        scene.on(new Event.HeartbeatReceived(new ExecutorId(id), List.of()));
      }
    }
    scene.fire(Timer.Regular.SPECULATION);
    assertThat(copies(scene).get(0).why()).isEqualTo("its executor has been quiet for 6000 ms");
    scene.answer(copy(scene));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void copiesGoToOtherHostsFirst() {
    Scene scene = scene("h0", "h0", "h0", "h1");
    scene.submit(Plans.job(0).result(8));
    for (Scene.Sent sent : scene.inHand()) {
      if (!sent.equals(scene.inHand(0, 0))) {
        scene.answer(sent);
      }
    }
    look(scene);
    assertThat(copy(scene).executor()).isEqualTo(new ExecutorId("e-3"));
  }

  @Test
  void aTaskIsNotCopiedTwice() {
    Scene scene = scene("h0", "h1", "h2");
    straggler(scene);
    look(scene);
    look(scene);
    assertThat(copies(scene)).hasSize(1);
  }

  @Test
  void copiesUseOnlyTheirShareOfTheSlots() {
    Scene scene =
        scene(
            new SpeculationSettings(0.25, 1.5, Duration.ofMillis(100), 0.25, Duration.ofSeconds(6)),
            "h0",
            "h1",
            "h2",
            "h3");
    scene.submit(Plans.job(0).result(8));
    for (int partition = 0; partition < 4; partition++) {
      scene.answer(scene.inHand(0, partition));
    }
    look(scene);
    look(scene);
    assertThat(copies(scene)).as("of 8 slots").hasSize(2);
  }

  @Test
  void nothingIsCopiedBelowTheQuorum() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(4));
    scene.answer(scene.inHand(0, 0));
    scene.answer(scene.inHand(0, 1));
    look(scene);
    assertThat(copies(scene)).isEmpty();
  }

  @Test
  void nothingIsCopiedThatRanForAShortTimeOnly() {
    Scene scene = scene("h0", "h1");
    straggler(scene);
    scene.after(Duration.ofMillis(99));
    scene.on(new Event.TimerFired(Timer.Regular.SPECULATION));
    assertThat(copies(scene)).isEmpty();
    scene.fire(Timer.Regular.SPECULATION);
    assertThat(copies(scene)).hasSize(1);
  }

  @Test
  void nothingIsCopiedWhileTasksArePending() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(40));
    for (int partition = 0; partition < 30; partition++) {
      scene.answer(scene.inHand(0, partition));
    }
    look(scene);
    assertThat(scene.inHand()).hasSize(8);
    assertThat(copies(scene)).isEmpty();
  }

  @Test
  void timeInAQueueIsNotRunTime() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(12));
    scene.submit(Plans.job(1).result(8));
    List<Scene.Sent> all = scene.inHand();
    Scene.Sent queued = all.get(all.size() - 1);
    scene.after(Duration.ofSeconds(1));
    for (Scene.Sent sent : scene.inHand()) {
      if (!sent.equals(queued)) {
        scene.answer(sent);
      }
    }
    while (scene.inHand().size() > 1) {
      scene.answer(scene.inHand().stream().filter(s -> !s.equals(queued)).findFirst().get());
    }
    scene.after(Duration.ofMillis(50));
    scene.on(new Event.TimerFired(Timer.Regular.SPECULATION));
    assertThat(copies(scene)).isEmpty();
  }

  @Test
  void oneExecutorNeverCopiesItsOwnTasks() {
    Scene scene = scene("h0");
    straggler(scene);
    assertThat(scene.history(Action.SetTimer.class))
        .extracting(Action.SetTimer::timer)
        .doesNotContain(Timer.Regular.SPECULATION);
    look(scene);
    assertThat(copies(scene)).isEmpty();
  }

  @Test
  void anIdleMachineIsSilent() {
    Scene scene = scene("h0", "h1");
    scene.answer(straggler(scene));
    assertThat(scene.fire(Timer.Regular.SPECULATION)).isEmpty();
  }

  @Test
  void withoutTheSettingThereIsNone() {
    Scene scene = Scene.with(2);
    straggler(scene);
    assertThat(scene.history(Action.SetTimer.class))
        .extracting(Action.SetTimer::timer)
        .doesNotContain(Timer.Regular.SPECULATION);
  }
}
