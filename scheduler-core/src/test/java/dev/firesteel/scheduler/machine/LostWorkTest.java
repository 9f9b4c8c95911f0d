package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What counted for nothing or is done again is counted once, also after its job. */
final class LostWorkTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");

  private static LostWork lost(Scene scene) {
    return ((Action.TellStatus)
            scene.on(new Event.StatusWanted(1)).stream()
                .filter(Action.TellStatus.class::isInstance)
                .findFirst()
                .orElseThrow())
        .status()
        .lostWork();
  }

  private static void finish(Scene scene) {
    while (!scene.inHand().isEmpty()) {
      scene.answer(scene.inHand().get(0));
    }
  }

  private static ExecutorId writeAll(Scene scene, int maps) {
    ExecutorId writer = E0;
    for (int map = 0; map < maps; map++) {
      writer = scene.inHand(0, map).executor();
      scene.written(scene.inHand(0, map));
    }
    return writer;
  }

  @Test
  void nothingIsLostWhereAllGoesStraight() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).map(7, 2).result(2, 7));
    writeAll(scene, 2);
    finish(scene);
    assertThat(lost(scene)).isEqualTo(LostWork.NONE);
  }

  @Test
  void failedAttemptsAreCounted() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    scene.fail(scene.inHand(0, 0), "boom");
    scene.fail(scene.inHand(0, 0), "boom");
    finish(scene);
    assertThat(scene.succeeded(0)).isTrue();
    assertThat(lost(scene)).isEqualTo(new LostWork(2, 0, 0, 0, 0, 0));
  }

  @Test
  void attemptsThatRanOnALostHostAreLostAndThoseQueuedThereAreNot() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(20));
    scene.lose(E0, LossCause.HOST_LOST);
    assertThat(lost(scene)).isEqualTo(new LostWork(0, 2, 0, 0, 0, 1));
  }

  @Test
  void attemptsWhoseExecutorExitedFailed() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(4));
    scene.lose(E0, LossCause.EXITED);
    assertThat(lost(scene)).isEqualTo(new LostWork(2, 0, 0, 0, 0, 1));
  }

  @Test
  void executorsThatWereReleasedAreNotLost() {
    Scene scene = Scene.with(2);
    scene.lose(E0, LossCause.RELEASED);
    assertThat(lost(scene)).isEqualTo(LostWork.NONE);
  }

  @Test
  void outputThatIsLostWhileItsStageWorksIsRedone() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).map(7, 4).result(1, 7));
    ExecutorId writer = scene.inHand(0, 0).executor();
    scene.written(scene.inHand(0, 0));
    scene.lose(writer, LossCause.HOST_LOST);
    assertThat(lost(scene).redoneTasks()).isEqualTo(1);
  }

  @Test
  void outputThatCannotBeFetchedIsRedoneAndItsReaderToo() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    ExecutorId writer = writeAll(scene, 1);
    scene.end(scene.inHand(1, 0), new Outcome.FetchFailed(Plans.shuffle(7), 0, writer, "refused"));
    assertThat(lost(scene)).isEqualTo(new LostWork(0, 0, 1, 1, 0, 0));
  }

  @Test
  void outputThatIsLostAfterItsStageIsRedoneOnlyIfItIsReadAgain() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    ExecutorId writer = writeAll(scene, 1);
    finish(scene);
    scene.lose(writer, LossCause.HOST_LOST);
    assertThat(lost(scene)).isEqualTo(new LostWork(0, 0, 0, 0, 0, 1));
    scene.submit(Plans.job(1).map(7, 1).result(1, 7));
    assertThat(lost(scene)).isEqualTo(new LostWork(0, 0, 0, 1, 0, 1));
  }

  @Test
  void secondAttemptsOfSlowTasksAreCounted() {
    SpeculationSettings by =
        new SpeculationSettings(0.75, 1.5, Duration.ofMillis(100), 0.25, Duration.ofSeconds(6));
    Scene scene = new Scene(Scene.settings(2).with(by));
    scene.connect();
    scene.executor("h0");
    scene.executor("h1");
    scene.submit(Plans.job(0).result(4));
    for (int partition = 0; partition < 3; partition++) {
      scene.answer(scene.inHand(0, partition));
    }
    scene.after(Duration.ofMillis(150));
    scene.on(new Event.TimerFired(Timer.Regular.SPECULATION));
    assertThat(lost(scene)).isEqualTo(new LostWork(0, 0, 0, 0, 1, 0));
  }
}
