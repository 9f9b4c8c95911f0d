package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.status.ExecutorStatus;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.health.HealthSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Places where too much fails get nothing for a time, and nobody is left without a place. */
final class HealthTest {
  private static final HealthSettings BY =
      new HealthSettings(2, 3, 2, Duration.ofMinutes(10), Duration.ofMinutes(5));
  private static final ExecutorId E0 = new ExecutorId("e-0");
  private static final ExecutorId E1 = new ExecutorId("e-1");

  private static Scene scene(int wanted, String... hosts) {
    Scene scene =
        new Scene(
            Scene.settings(wanted).with(new SchedulerSettings.Limits(100, 100, 100)).with(BY));
    scene.connect();
    for (String host : hosts) {
      scene.executor(host);
    }
    return scene;
  }

  private static Scene scene(String... hosts) {
    return scene(hosts.length, hosts);
  }

  /** Lets so many tasks fail on an executor and finish on another one. */
  private static void failOn(Scene scene, ExecutorId bad, int tasks) {
    for (int failed = 0; failed < tasks; failed++) {
      Scene.Sent sent = scene.inHand(bad).get(0);
      scene.fail(sent, "UnsatisfiedLinkError");
      finishElsewhere(scene, sent);
    }
  }

  private static void finishElsewhere(Scene scene, Scene.Sent failed) {
    for (int i = 0; i < 200; i++) {
      Scene.Sent next =
          scene.inHand().stream()
              .filter(s -> !s.executor().equals(failed.executor()))
              .filter(s -> s.stage().equals(failed.stage()))
              .filter(s -> s.partition() == failed.partition())
              .findFirst()
              .orElse(null);
      if (next != null) {
        scene.answer(next);
        return;
      }
      scene.answer(
          scene.inHand().stream()
              .filter(s -> !s.executor().equals(failed.executor()))
              .findFirst()
              .orElseThrow());
    }
  }

  private static <N extends Notice> List<N> told(Scene scene, Class<N> type) {
    return scene.history(Action.Tell.class).stream()
        .map(Action.Tell::notice)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static List<String> excluded(Scene scene) {
    return told(scene, Notice.Excluded.class).stream()
        .map(n -> n.exclusion().place() + ": " + n.exclusion().why())
        .toList();
  }

  @Test
  void aLastTryWaitsForAnotherExecutorThatIsBusyRatherThanFailWhereTheOthersFailed() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(4));
    int partition = scene.inHand(E0).get(0).partition();
    for (int i = 0; i < 2; i++) { // of 3 tries
      Scene.Sent again = scene.inHand(0, partition);
      assertThat(again.executor()).as("while there are tries left").isEqualTo(E0);
      scene.fail(again, "No space left on device");
    }
    assertThat(scene.inHand()).noneMatch(sent -> sent.partition() == partition);
    scene.answer(scene.inHand(E1).get(0));
    assertThat(scene.inHand(0, partition).executor()).isEqualTo(E1);
    scene.inHand().forEach(scene::answer);
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void aFailureIsToldWithItsHostSinceFullDisksAreMendedThere() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    scene.fail(scene.inHand().get(0), "No space left on device");
    assertThat(scene.history(Action.Tell.class))
        .filteredOn(tell -> tell.notice() instanceof Notice.TaskFailed)
        .singleElement()
        .satisfies(
            tell -> assertThat(((Notice.TaskFailed) tell.notice()).host()).hasToString("h0"));
  }

  @Test
  void aMistakeOfTheProgramExcludesNobody() {
    Scene scene = scene("h0", "h1", "h2");
    scene.submit(Plans.job(0).result(60));
    for (int i = 0; i < 60; i++) {
      scene.fail(scene.inHand().get(0), "NullPointerException");
    }
    assertThat(excluded(scene)).isEmpty();
    assertThat(told(scene, Notice.ExecutorAvoided.class)).isEmpty();
  }

  @Test
  void aStorageThatIsDownExcludesNobody() {
    Scene scene = scene("h0", "h1", "h2");
    scene.submit(Plans.job(0).result(60));
    for (int i = 0; i < 60; i++) {
      scene.end(
          scene.inHand().get(0),
          new Outcome.Failed(ErrorCategory.TRANSIENT, "refuses connections", "at Line.java"));
    }
    assertThat(excluded(scene)).isEmpty();
    assertThat(told(scene, Notice.ExecutorAvoided.class)).isEmpty();
  }

  @Test
  void whatFailsAlikeEverywhereExcludesNobody() {
    Scene scene = scene("h0", "h1", "h2");
    scene.submit(Plans.job(0).result(200));
    for (int i = 0; i < 90; i++) {
      ExecutorId next = new ExecutorId("e-" + i % 3);
      failOn(scene, next, Math.min(1, scene.inHand(next).size()));
    }
    assertThat(excluded(scene)).isEmpty();
  }

  @Test
  void anExecutorOnWhichTasksFailThatFinishElsewhereIsAvoidedThenExcluded() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    failOn(scene, E0, 2);
    assertThat(told(scene, Notice.ExecutorAvoided.class))
        .containsExactly(new Notice.ExecutorAvoided(new StageId(0), E0, 2));
    scene.inHand(E0).forEach(scene::answer);
    assertThat(scene.inHand(E0)).as("the other one takes tasks").isEmpty();
    scene.submit(Plans.job(1).result(100));
    assertThat(scene.inHand(E0)).isNotEmpty().allMatch(s -> s.stage().value() == 100);
    failOn(scene, E0, 1);
    assertThat(excluded(scene))
        .containsExactly("executor e-0 at h0: 3 tasks failed there within 10 min");
    scene.inHand(E0).forEach(scene::answer);
    assertThat(scene.inHand(E0)).as("it gets nothing new").isEmpty();
    assertThat(scene.inHand(E1)).isNotEmpty();
  }

  @Test
  void anExclusionEndsAndTheExecutorGetsTasksAgain() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    failOn(scene, E0, 3);
    assertThat(excluded(scene)).hasSize(1);
    scene.inHand(E0).forEach(scene::answer);
    scene.submit(Plans.job(1).result(100));
    scene.fire(Timer.Regular.EXCLUSIONS);
    assertThat(told(scene, Notice.ExclusionEnded.class).get(0).why()).isEqualTo("its time is over");
    assertThat(scene.inHand(E0)).isNotEmpty();
    failOn(scene, E0, 1);
    assertThat(excluded(scene)).as("old failures do not count").hasSize(1);
  }

  @Test
  void whoIsNoLongerExcludedMayHaveCopiesAgain() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    failOn(scene, E0, 3);
    scene.submit(Plans.job(1).persist(7, StorageLevel.MEMORY_2).result(1));
    for (int i = 0; i < 200; i++) {
      Scene.Sent sent = scene.inHand(E1).get(0);
      if (sent.stage().value() == 100) {
        ToDriver.DatasetBlock block = new ToDriver.DatasetBlock(new DatasetId(7), 0);
        scene.end(E1, Scene.report(sent, new Outcome.Answered(new byte[0]), block));
        break;
      }
      scene.answer(sent);
    }
    assertThat(scene.sent(ToExecutor.CopyBlocks.class)).isEmpty();
    scene.fire(Timer.Regular.EXCLUSIONS);
    assertThat(scene.sent(ToExecutor.CopyBlocks.class)).hasSize(1);
  }

  @Test
  void whoIsGoneDoesNotCountAmongThoseThatAreAvoided() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    failOn(scene, E0, 2);
    scene.lose(E0, LossCause.HOST_LOST);
    ExecutorId next = scene.executor("h2");
    scene.inHand(E1).stream().limit(20).forEach(scene::answer);
    failOn(scene, next, 2);
    assertThat(told(scene, Notice.ExecutorAvoided.class))
        .extracting(Notice.ExecutorAvoided::executor)
        .containsExactly(E0, next);
  }

  @Test
  void anIdleExcludedExecutorIsReplaced() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    failOn(scene, E0, 3);
    scene.after(Duration.ofSeconds(20));
    scene.on(new Event.HeartbeatReceived(E0, List.of()));
    assertThat(scene.all(Action.Release.class)).as("it has work").isEmpty();
    scene.inHand(E0).forEach(scene::answer);
    scene.after(Duration.ofSeconds(2));
    scene.on(new Event.HeartbeatReceived(E0, List.of()));
    assertThat(scene.the(Action.Release.class).executor()).isEqualTo(E0);
    assertThat(scene.the(Action.Release.class).why()).contains("it was excluded (3 tasks failed");
    scene.offer("h2", 2);
    assertThat(scene.all(Action.Launch.class)).hasSize(1);
  }

  @Test
  void anExcludedExecutorThatHasOutputIsKept() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).map(7, 2).result(40, 7));
    scene.inHand().stream().filter(s -> s.stage().value() == 0).forEach(scene::written);
    failOn(scene, E0, 3);
    scene.inHand(E0).forEach(scene::answer);
    scene.after(Duration.ofSeconds(20));
    scene.on(new Event.HeartbeatReceived(E0, List.of()));
    assertThat(scene.all(Action.Release.class)).isEmpty();
  }

  @Test
  void failuresAreForgottenAfterTheWindow() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    for (int i = 0; i < 5; i++) {
      failOn(scene, E0, 1);
      scene.after(Duration.ofMinutes(6));
    }
    assertThat(excluded(scene)).isEmpty();
  }

  @Test
  void theOnlyExecutorIsNeverExcluded() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    failOn(scene, E0, 2);
    Scene.Sent third = scene.inHand(E0).get(0);
    scene.fail(third, "UnsatisfiedLinkError");
    while (scene.inHand(E1).stream().noneMatch(s -> s.partition() == third.partition())) {
      scene.answer(scene.inHand(E1).get(0));
    }
    scene.on(new Event.DecommissionWanted(E1, Duration.ofMinutes(1), "asked"));
    scene.answer(scene.inHand(0, third.partition()));
    assertThat(excluded(scene)).isEmpty();
    assertThat(scene.inHand(E0)).isNotEmpty();
  }

  @Test
  void neverMoreThanHalfAreExcluded() {
    Scene scene = scene("h0", "h1", "h2");
    scene.submit(Plans.job(0).result(200));
    failOn(scene, E0, 3);
    failOn(scene, E1, 30);
    assertThat(excluded(scene)).hasSize(1);
  }

  @Test
  void whenNothingElseIsLeftTheExclusionEndsEarly() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(20));
    failOn(scene, E0, 3);
    scene.inHand(E0).forEach(scene::answer);
    assertThat(scene.inHand(E0)).isEmpty();
    scene.lose(E1, LossCause.EXITED);
    assertThat(told(scene, Notice.ExclusionEnded.class).get(0).why())
        .isEqualTo("no other executor can run what is pending");
    assertThat(scene.inHand(E0)).isNotEmpty();
  }

  @Test
  void aStartingExecutorIsWaitedForInstead() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(20));
    failOn(scene, E0, 3);
    scene.inHand(E0).forEach(scene::answer);
    scene.on(new Event.ChannelClosed(E1, "gone"));
    scene.fire(Timer.Regular.EXCLUSIONS);
    assertThat(told(scene, Notice.ExclusionEnded.class)).hasSize(1);
  }

  @Test
  void aHostOnWhichExecutorsAreLostIsExcludedAndItsOffersAreDeclined() {
    Scene scene = scene(4, "h0", "h1", "h1", "h2");
    scene.lose(new ExecutorId("e-1"), LossCause.DISK_FAILED);
    scene.lose(new ExecutorId("e-2"), LossCause.NEVER_REGISTERED);
    assertThat(excluded(scene)).containsExactly("host h1: 2 executors failed there within 10 min");
    Action.Declare declare = scene.the(Action.Declare.class);
    assertThat(declare.demand().excludedHosts()).containsExactly(new HostName("h1"));
    scene.offer("h1", 2);
    assertThat(scene.all(Action.Decline.class)).hasSize(1);
    scene.offer("h3", 2);
    assertThat(scene.all(Action.Launch.class)).hasSize(1);
    long generation = declare.demand().generation();
    scene.fire(Timer.Regular.EXCLUSIONS);
    assertThat(scene.the(Action.Declare.class).demand().excludedHosts()).isEmpty();
    assertThat(scene.the(Action.Declare.class).demand().generation()).isGreaterThan(generation);
  }

  @Test
  void theOnlyHostIsNeverExcluded() {
    Scene scene = scene(3, "h0", "h0", "h0");
    scene.lose(E0, LossCause.DISK_FAILED);
    scene.lose(E1, LossCause.DISK_FAILED);
    assertThat(excluded(scene)).isEmpty();
  }

  @Test
  void theOtherExecutorsOfAnExcludedHostGetNothing() {
    Scene scene = scene(5, "h0", "h1", "h1", "h1", "h2");
    scene.lose(new ExecutorId("e-1"), LossCause.SILENT);
    scene.lose(new ExecutorId("e-2"), LossCause.SILENT);
    scene.submit(Plans.job(0).result(40));
    assertThat(scene.inHand(new ExecutorId("e-3"))).isEmpty();
    assertThat(scene.inHand(new ExecutorId("e-4"))).isNotEmpty();
  }

  @Test
  void whenTheClusterGivesNothingElseAHostIsTakenAgain() {
    Scene scene = scene("h0", "h1", "h1");
    scene.lose(E1, LossCause.DISK_FAILED);
    scene.lose(new ExecutorId("e-2"), LossCause.DISK_FAILED);
    scene.submit(Plans.job(0).result(4));
    scene.lose(E0, LossCause.EXITED);
    assertThat(told(scene, Notice.ExclusionEnded.class)).isEmpty();
    scene.fire(Timer.Regular.RELIEF);
    assertThat(told(scene, Notice.ExclusionEnded.class).get(0).why())
        .isEqualTo("the cluster gives no executor on another host");
    assertThat(scene.the(Action.Declare.class).demand().excludedHosts()).isEmpty();
    scene.executor("h1");
    assertThat(scene.inHand()).hasSize(4);
  }

  @Test
  void anExecutorThatSeveralOthersCannotReachIsExcluded() {
    Scene scene = scene("h0", "h1", "h2");
    scene.submit(Plans.job(0).map(7, 6).result(6, 7));
    while (scene.inHand().stream().anyMatch(s -> s.stage().value() == 0)) {
      scene.written(
          scene.inHand().stream().filter(s -> s.stage().value() == 0).findFirst().orElseThrow());
    }
    List<Integer> maps = mapsOn(scene, E0);
    for (int i = 0; i < 2; i++) {
      Scene.Sent reader = scene.inHand(new ExecutorId("e-" + (i + 1))).get(0);
      scene.end(reader, new Outcome.FetchFailed(Plans.shuffle(7), maps.get(i), E0, "refused"));
    }
    assertThat(excluded(scene))
        .containsExactly("executor e-0 at h0: 2 other executors could not fetch from it");
  }

  private static List<Integer> mapsOn(Scene scene, ExecutorId executor) {
    return scene.history(Action.RunTasks.class).stream()
        .filter(r -> r.stage().value() == 0 && r.executor().equals(executor))
        .flatMap(r -> r.attempts().stream())
        .map(Action.Attempt::partition)
        .toList();
  }

  @Test
  void statusAndReasonsNameWhatIsExcluded() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).result(100));
    failOn(scene, E0, 3);
    scene.on(new Event.StatusWanted(1));
    SessionStatus status = scene.the(Action.TellStatus.class).status();
    ExecutorStatus executor = status.executors().get(0);
    assertThat(executor.excluded().orElseThrow())
        .startsWith("3 tasks failed there within 10 min, ")
        .endsWith(" left");
    assertThat(status.text()).contains("excluded executor e-0 at h0: 3 tasks failed there");
  }

  @Test
  void anExecutorsOutputsStayReadableWhileItIsExcluded() {
    Scene scene = scene("h0", "h1");
    scene.submit(Plans.job(0).map(7, 2).result(40, 7));
    scene.inHand().stream().filter(s -> s.stage().value() == 0).forEach(scene::written);
    failOn(scene, E0, 3);
    assertThat(excluded(scene)).hasSize(1);
    assertThat(scene.inHand()).noneMatch(s -> s.stage().value() == 0);
    while (!scene.inHand().isEmpty()) {
      scene.answer(scene.inHand().get(0));
    }
    assertThat(scene.succeeded(0)).isTrue();
  }
}
