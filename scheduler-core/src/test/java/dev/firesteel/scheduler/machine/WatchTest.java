package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When it is told why nothing moves. */
final class WatchTest {
  private static Event says(Kind kind) {
    return new Event.Pending(
        SchedulerSettings.DEFAULT_PROFILE,
        List.of(new PendingReason(kind, "no host is like that")));
  }

  /** Seconds after the job's submission at which reasons were told, in a time. */
  private static List<Long> told(Scene scene, Duration time) {
    List<Long> told = new ArrayList<>();
    long from = scene.now();
    for (long due = scene.dueAt(Timer.Regular.STUCK);
        due <= from + time.toNanos();
        due = scene.dueAt(Timer.Regular.STUCK)) {
      scene.fire(Timer.Regular.STUCK);
      if (!scene.all(Action.Tell.class).isEmpty()) {
        told.add((scene.now() - from) / 1_000_000_000);
      }
    }
    return told;
  }

  private static Scene waiting() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.submit(Plans.job(0).result(2));
    return scene;
  }

  @ParameterizedTest
  @EnumSource(names = {"TOO_LARGE", "CONSTRAINTS", "UNSUPPORTED"})
  void whatWaitingDoesNotMendIsToldSoonAndThenLikeAllElse(Kind kind) {
    Scene scene = waiting();
    scene.on(says(kind));
    assertThat(told(scene, Duration.ofSeconds(70))).containsExactly(2L, 17L, 32L, 62L);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLUSTER_BUSY", "QUOTA", "WAITING"})
  void whatWaitingMayMendIsToldWithPatience(Kind kind) {
    Scene scene = waiting();
    scene.on(says(kind));
    assertThat(told(scene, Duration.ofSeconds(70))).containsExactly(15L, 30L, 60L);
  }

  @Test
  void whatTheClusterTakesBackInTimeIsNotTold() {
    Scene scene = waiting();
    scene.on(says(Kind.CONSTRAINTS));
    scene.on(new Event.Pending(SchedulerSettings.DEFAULT_PROFILE, List.of()));
    assertThat(told(scene, Duration.ofSeconds(14))).isEmpty();
  }

  @Test
  void aReasonThatComesLateIsToldAtOnce() {
    Scene scene = waiting();
    scene.after(Duration.ofSeconds(5));
    scene.on(says(Kind.CONSTRAINTS));
    assertThat(told(scene, Duration.ofSeconds(9))).containsExactly(0L);
  }

  @Test
  void aReasonThatIsKnownBeforeTheJobIsToldSoonAfterItsBegin() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.on(says(Kind.CONSTRAINTS));
    scene.after(Duration.ofMinutes(1));
    scene.submit(Plans.job(0).result(2));
    assertThat(told(scene, Duration.ofSeconds(10))).containsExactly(2L);
  }

  @Test
  void whileAnotherExecutorStartsThereIsPatience() {
    Scene scene = waiting();
    scene.offer("h0", 2);
    scene.on(says(Kind.CONSTRAINTS));
    assertThat(told(scene, Duration.ofSeconds(16))).containsExactly(15L);
  }

  @Test
  void whereExecutorsWorkNothingIsHopeless() {
    Scene scene = waiting();
    scene.executor("h0");
    scene.on(says(Kind.CONSTRAINTS));
    assertThat(told(scene, Duration.ofSeconds(14))).isEmpty();
  }

  @Test
  void whileNothingMovesTheReasonsAreTold() {
    Scene scene = new Scene(Scene.settings(1));
    scene.connect();
    scene.submit(Plans.job(0).result(2));
    scene.on(
        new Event.Pending(
            SchedulerSettings.DEFAULT_PROFILE,
            List.of(new PendingReason(PendingReason.Kind.CLUSTER_BUSY, "all 9 cores are in use"))));
    scene.fire(Timer.Regular.STUCK);
    assertThat(scene.the(Action.Tell.class).notice())
        .isEqualTo(
            new Notice.Waiting(
                List.of(
                    "stage-0 'step 0': 2 tasks wait: no executor has registered",
                    "stage-0 'step 0': 2 tasks wait: the cluster gives no executor: all 9"
                        + " cores are in use")));
  }

  @Test
  void whatDoesNotChangeIsToldAfterTwiceAsLongEachTime() {
    Scene scene = new Scene(Scene.settings(1));
    scene.connect();
    scene.submit(Plans.job(0).result(2));
    List<Boolean> told = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      scene.fire(Timer.Regular.STUCK);
      told.add(!scene.all(Action.Tell.class).isEmpty());
    }
    assertThat(told).containsExactly(true, true, false, true, false, false, false, true);
  }

  @Test
  void withoutJobsNobodyWatches() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    scene.answer(scene.inHand(0, 0));
    scene.after(Duration.ofMinutes(1));
    assertThat(scene.on(new Event.TimerFired(Timer.Regular.STUCK))).isEmpty();
  }
}
