package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");

  @Test
  void aJobOfOneStageIsAnsweredOncePerPartitionAndSucceeds() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(2));
    assertThat(scene.all(Action.SendProgram.class))
        .containsExactly(new Action.SendProgram(E0, new BinaryId(0)));
    assertThat(scene.the(Action.RunTasks.class).attempts()).hasSize(2);
    scene.answer(scene.inHand(0, 1));
    assertThat(scene.the(Action.Answer.class).partition()).isEqualTo(1);
    assertThat(scene.succeeded(0)).isFalse();
    scene.answer(scene.inHand(0, 0));
    assertThat(scene.the(Action.JobSucceeded.class).job()).isEqualTo(new JobId(0));
  }

  @Test
  void aJobWaitsForExecutors() {
    Scene scene = new Scene(Scene.settings(1));
    scene.submit(Plans.job(0).result(1));
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
    scene.connect();
    assertThat(scene.the(Action.Declare.class).demand().profiles().get(0).executors()).isEqualTo(1);
    scene.executor("h0");
    scene.answer(scene.inHand(0, 0));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void aJobWithoutPartitionsSucceedsAtOnce() {
    Scene scene = new Scene(Scene.settings(1));
    scene.submit(Plans.job(0).result(0));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void aStageRunsWhenTheOutputThatItReadsIsComplete() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 2).result(1, 7));
    scene.written(scene.inHand(0, 0));
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
    scene.written(scene.inHand(0, 1));
    assertThat(scene.sent(ToExecutor.ShuffleOutputs.class))
        .singleElement()
        .satisfies(o -> assertThat(o.serverOfMap()).containsExactly(0, 0));
    scene.answer(scene.inHand(1, 0));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void whatCannotWorkAnywhereIsNotTriedAgain() {
    for (ErrorCategory hopeless :
        List.of(ErrorCategory.PROGRAM, ErrorCategory.CONFIGURATION, ErrorCategory.SECURITY)) {
      Scene scene = Scene.with(1);
      scene.submit(Plans.job(0).result(1));
      scene.end(scene.inHand(0, 0), new Outcome.Failed(hopeless, "it does not serialize", ""));
      assertThat(scene.the(Action.JobFailed.class).category()).isEqualTo(hopeless);
      assertThat(scene.the(Action.JobFailed.class).message()).contains("it does not serialize");
    }
  }

  @Test
  void aTaskThatFailsTooOftenFailsItsJobWithTheFirstCause() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    scene.fail(scene.inHand(0, 0), "java.lang.RuntimeException: first");
    scene.fail(scene.inHand(0, 0), "java.lang.RuntimeException: second");
    scene.fail(scene.inHand(0, 0), "java.lang.RuntimeException: third");
    Action.JobFailed failed = scene.the(Action.JobFailed.class);
    assertThat(failed.category()).isEqualTo(ErrorCategory.USER);
    assertThat(failed.message())
        .contains("job 0", "partition 0", "failed 3 times", "task-0, attempt 0", "e-0 at h0")
        .contains("RuntimeException: first")
        .doesNotContain("third");
  }

  @Test
  void jobsAreCancelledByGroupOrByTag() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).group("a").result(1));
    scene.submit(Plans.job(1).tags("x", "y").result(1));
    scene.submit(Plans.job(2).tags("y").result(1));
    scene.on(new Event.GroupCancelled("b", "why"));
    scene.on(new Event.TagCancelled("z", "why"));
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    scene.on(new Event.TagCancelled("y", "enough"));
    assertThat(scene.all(Action.JobFailed.class))
        .extracting(failed -> failed.job().value())
        .containsExactly(1, 2);
    assertThat(scene.all(Action.JobFailed.class))
        .allSatisfy(
            failed -> {
              assertThat(failed.category()).isEqualTo(ErrorCategory.CANCELLED);
              assertThat(failed.message()).endsWith("cancelled: enough");
            });
    scene.on(new Event.GroupCancelled("a", "why"));
    assertThat(scene.the(Action.JobFailed.class).job()).isEqualTo(new JobId(0));
  }
}
