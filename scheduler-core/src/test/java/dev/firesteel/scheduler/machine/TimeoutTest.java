package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.JobId;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.placement.Sharing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Jobs and stages that take too long. */
final class TimeoutTest {
  private static final Timer DUE = Timer.Regular.DEADLINE;

  private static Scene scene(Duration job, Duration stage) {
    Scene scene =
        new Scene(Scene.settings(1).with(new SchedulerSettings.JobRules(Sharing.FIFO, job, stage)));
    scene.connect();
    scene.executor("h0");
    return scene;
  }

  @Test
  void aJobThatTakesTooLongFailsAndItsTasksAreCancelled() {
    Scene scene = scene(Duration.ofSeconds(30), Duration.ZERO);
    scene.submit(Plans.job(0).result(3));
    scene.answer(scene.inHand(0, 0));
    scene.fire(DUE);
    Action.JobFailed failed = scene.the(Action.JobFailed.class);
    assertThat(failed.category()).isEqualTo(ErrorCategory.RESOURCES);
    assertThat(failed.message())
        .contains("Cannot finish job-0 (job 0): it took longer than 30 s")
        .contains("stage-0 'step 0' had 1 of 3 tasks done, 2 running")
        .contains("firesteel.job.timeout or session.jobTimeout");
    assertThat(scene.sent(ToExecutor.CancelTasks.class))
        .singleElement()
        .satisfies(cancel -> assertThat(cancel.tasks()).hasSize(2));
  }

  @Test
  void aJobsOwnTimeCountsInPlaceOfTheSetting() {
    Scene scene = scene(Duration.ofSeconds(30), Duration.ZERO);
    scene.submit(Plans.job(0).timeout(Duration.ofMinutes(2)).result(1));
    scene.submit(Plans.job(1).result(1));
    scene.submit(Plans.job(2).timeout(Duration.ofSeconds(1)).result(1));
    scene.fire(DUE);
    assertThat(scene.the(Action.JobFailed.class).job()).isEqualTo(new JobId(2));
    scene.fire(DUE);
    assertThat(scene.the(Action.JobFailed.class).job()).isEqualTo(new JobId(1));
    scene.fire(DUE);
    assertThat(scene.the(Action.JobFailed.class).message()).contains("longer than 2 min");
    assertThat(scene.all(Action.SetTimer.class))
        .noneSatisfy(timer -> assertThat(timer.timer()).isEqualTo(DUE));
  }

  @Test
  void aJobThatEndsInTimeLeavesNoDeadline() {
    Scene scene = scene(Duration.ofSeconds(30), Duration.ofSeconds(20));
    scene.submit(Plans.job(0).result(1));
    scene.answer(scene.inHand(0, 0));
    assertThat(scene.succeeded(0)).isTrue();
    assertThat(scene.fire(DUE)).isEmpty();
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
  }

  @Test
  void withoutLimitsThereIsNoTimer() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 2).result(1, 7));
    assertThat(scene.history(Action.SetTimer.class))
        .noneSatisfy(timer -> assertThat(timer.timer()).isEqualTo(DUE));
  }

  @Test
  void aStageThatTakesTooLongFailsTheJobsThatNeedIt() {
    Scene scene = scene(Duration.ZERO, Duration.ofSeconds(10));
    scene.submit(Plans.job(0).map(7, 2).result(1, 7));
    scene.fire(DUE);
    Action.JobFailed failed = scene.the(Action.JobFailed.class);
    assertThat(failed.category()).isEqualTo(ErrorCategory.RESOURCES);
    assertThat(failed.message())
        .contains("stage-0 'step 0' took longer than 10 s")
        .contains("stage-1 'step 1' had not begun")
        .contains("firesteel.stage.timeout");
  }

  @Test
  void eachStageHasItsOwnTimeFromItsFirstStart() {
    Scene scene = scene(Duration.ZERO, Duration.ofSeconds(10));
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    scene.after(Duration.ofSeconds(9));
    scene.written(scene.inHand(0, 0));
    scene.after(Duration.ofSeconds(9));
    scene.on(new Event.TimerFired(DUE));
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    scene.after(Duration.ofSeconds(1));
    scene.on(new Event.TimerFired(DUE));
    assertThat(scene.the(Action.JobFailed.class).message())
        .contains("stage-1 'step 1' took longer than 10 s");
  }
}
