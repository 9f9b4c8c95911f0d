package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.NotLocalReason;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finished tasks and their bytes are counted by level, and each one away has its reason. */
final class LocalityCountsTest {
  private static final Timer WAITED = new Timer.Locality(new StageId(0));

  private static Preferences on(String... hosts) {
    List<HostName> all = Arrays.stream(hosts).map(HostName::new).toList();
    return partition -> WishedHosts.of(all);
  }

  private static ExecutorId e(int number) {
    return new ExecutorId("e-" + number);
  }

  private static Scene scene(String... hosts) {
    Scene scene = new Scene(Scene.settings(hosts.length));
    scene.connect();
    for (String host : hosts) {
      scene.executor(host);
    }
    return scene;
  }

  private static void answer(Scene scene, Scene.Sent sent, long bytes) {
    TaskReport done =
        new TaskReport(
            sent.task(),
            Scene.MILLISECOND,
            new TaskReport.Outcome.Answered(new byte[1]),
            List.of(),
            List.of(),
            new TaskMetrics(bytes, 0, 0, 0, 0));
    scene.end(sent.executor(), done);
  }

  private static void finish(Scene scene) {
    while (!scene.inHand().isEmpty()) {
      scene.answer(scene.inHand().get(0));
    }
  }

  private static SessionStatus status(Scene scene) {
    return ((Action.TellStatus)
            scene.on(new Event.StatusWanted(1)).stream()
                .filter(Action.TellStatus.class::isInstance)
                .findFirst()
                .orElseThrow())
        .status();
  }

  private static LocalityStatus ran(Scene scene) {
    return scene.history(Action.Tell.class).stream()
        .map(Action.Tell::notice)
        .filter(Notice.JobRan.class::isInstance)
        .map(notice -> ((Notice.JobRan) notice).locality())
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  @Test
  void tasksWithoutPreferenceAreCountedAsSuch() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(3));
    finish(scene);
    assertThat(ran(scene).levels().keySet()).containsExactly(InputLocality.NO_PREFERENCE);
    assertThat(ran(scene).preferring()).isZero();
  }

  @Test
  void aJobOfWhichNothingFinishedHasNoCounts() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).prefer(on("h0")).result(1));
    scene.end(scene.inHand(0, 0), new TaskReport.Outcome.Failed(ErrorCategory.PROGRAM, "no", "no"));
    assertThat(ran(scene)).isEqualTo(LocalityStatus.NONE);
  }

  @Test
  void bytesAreCountedWhereTheTaskRan() {
    Scene scene = scene("h10", "h11");
    scene.submit(Plans.job(0).prefer(on("h10")).result(3));
    scene.fire(WAITED); // the two share a rack, and there is no other
    answer(scene, scene.inHand(e(0)).get(0), 100);
    answer(scene, scene.inHand(e(1)).get(0), 7);
    LocalityStatus now = status(scene).locality();
    assertThat(now.at(InputLocality.NODE)).isEqualTo(new LocalityStatus.Amount(1, 100));
    assertThat(now.at(InputLocality.RACK)).isEqualTo(new LocalityStatus.Amount(1, 7));
    assertThat(status(scene).jobs().get(0).locality()).isEqualTo(now);
    assertThat(status(scene).jobs().get(0).stages().get(0).locality()).isEqualTo(now);
    finish(scene);
    assertThat(status(scene).locality()).isEqualTo(ran(scene));
  }

  @Test
  void busyHostsAreToldWithTheTimeThatWasWaited() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(8));
    scene.fire(WAITED); // for the host
    scene.fire(WAITED); // for the rack
    finish(scene);
    assertThat(ran(scene).notLocal()).containsOnlyKeys(NotLocalReason.BUSY);
    assertThat(ran(scene).longestWait()).isEqualTo(Duration.ofSeconds(6));
    assertThat(ran(scene).reasons().get(0)).contains("were busy, for up to 6 s");
  }

  @Test
  void hostsWithoutExecutorAreTold() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).prefer(on("elsewhere", "nowhere")).result(2));
    finish(scene);
    assertThat(ran(scene).notLocal()).isEqualTo(Map.of(NotLocalReason.NO_EXECUTOR, 2L));
  }

  @Test
  void theReasonIsThatOfTheHostThatCameNearest() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("elsewhere", "h10")).result(8));
    scene.fire(WAITED);
    scene.fire(WAITED);
    finish(scene);
    assertThat(ran(scene).notLocal()).containsOnlyKeys(NotLocalReason.BUSY);
  }

  @Test
  void executorsThatAreToGoAreTold() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(1).result(2)); // keeps the first one busy
    scene.on(new Event.DecommissionWanted(e(0), Duration.ofSeconds(60), "maintenance"));
    scene.submit(Plans.job(0).prefer(on("h10")).result(1));
    finish(scene);
    assertThat(ran(scene).notLocal()).isEqualTo(Map.of(NotLocalReason.DRAINING, 1L));
  }

  @Test
  void aTaskThatFailedOnItsHostIsToldElsewhere() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(1));
    scene.fail(scene.inHand(0, 0), "no luck");
    finish(scene);
    assertThat(ran(scene).notLocal()).isEqualTo(Map.of(NotLocalReason.FAILED_THERE, 1L));
  }

  @Test
  void withoutAnyWaitThatIsTheReason() {
    SchedulerSettings usual = Scene.settings(2);
    Scene scene =
        new Scene(
            new SchedulerSettings(
                usual.targets(),
                usual.limits(),
                new SchedulerSettings.Waits(
                    Duration.ZERO,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(5))));
    scene.connect();
    scene.executor("h10");
    scene.executor("h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(4));
    finish(scene);
    assertThat(ran(scene).notLocal()).containsOnlyKeys(NotLocalReason.NO_WAIT);
  }

  @Test
  void lostTasksCountOnceAndAtTheLevelOfTheAttemptThatFinished() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(2));
    scene.lose(e(0), LossCause.HOST_LOST);
    finish(scene);
    assertThat(ran(scene).at(InputLocality.NODE).tasks()).isZero();
    assertThat(ran(scene).notLocal()).isEqualTo(Map.of(NotLocalReason.NO_EXECUTOR, 2L));
  }

  @Test
  void aSessionCountsAllJobsAndTellsAtItsEnd() {
    Scene scene = Scene.with(1);
    for (int job = 0; job < 3; job++) {
      scene.submit(Plans.job(job).prefer(on("h0")).result(2));
      finish(scene);
    }
    scene.on(
        new Event.Stopping(dev.firesteel.api.backend.FinalStatus.SUCCEEDED, "the program is over"));
    assertThat(scene.all(Action.Tell.class))
        .extracting(Action.Tell::notice)
        .filteredOn(Notice.SessionRan.class::isInstance)
        .singleElement()
        .satisfies(
            notice ->
                assertThat(((Notice.SessionRan) notice).locality().at(InputLocality.NODE).tasks())
                    .isEqualTo(6));
  }
}
