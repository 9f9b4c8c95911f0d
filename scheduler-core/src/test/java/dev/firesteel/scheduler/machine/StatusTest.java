package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.config.SchedulingOrder;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.status.ExecutorStatus;
import dev.firesteel.dataset.status.JobStatus;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.dataset.status.StageStatus;
import dev.firesteel.dataset.status.TaskCounts;
import dev.firesteel.dataset.status.WaitReason;
import dev.firesteel.scheduler.placement.Sharing;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the machine tells who asks how the session is, and why something is pending. */
final class StatusTest {
  private static SessionStatus status(Scene scene) {
    scene.on(new Event.StatusWanted(7));
    Action.TellStatus told = scene.the(Action.TellStatus.class);
    assertThat(told.request()).isEqualTo(7);
    return told.status();
  }

  private static JobStatus job(Scene scene, int index) {
    return status(scene).jobs().get(index);
  }

  private static StageStatus stage(Scene scene, int job) {
    List<StageStatus> stages = job(scene, job).stages();
    return stages.get(stages.size() - 1);
  }

  @Test
  void aSessionThatHasEndedStillAnswers() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(2));
    scene.on(new Event.Stopping(FinalStatus.SUCCEEDED, "over"));
    SessionStatus status = status(scene);
    assertThat(status.state()).isEqualTo(SessionStatus.State.ENDED);
    assertThat(status.jobs()).isEmpty();
  }

  @Test
  void withoutExecutorsItTellsWhatTheClusterSays() {
    Scene scene = new Scene(Scene.settings(2));
    scene.submit(Plans.job(0).result(3));
    assertThat(stage(scene, 0).waits())
        .extracting(WaitReason::why)
        .containsExactly("the cluster is not connected", "no executor has registered");
    scene.connect();
    scene.on(
        new Event.Pending(
            SchedulerSettings.DEFAULT_PROFILE,
            List.of(new PendingReason(PendingReason.Kind.QUOTA, "queue 'etl' is full"))));
    scene.offer("h0", 2);
    assertThat(stage(scene, 0).waits())
        .containsExactly(
            new WaitReason("no executor has registered; 1 are starting", 3),
            new WaitReason("the cluster gives no executor: queue 'etl' is full", 3));
    SessionStatus status = status(scene);
    assertThat(status.state()).isEqualTo(SessionStatus.State.CONNECTED);
    assertThat(status.demand())
        .singleElement()
        .satisfies(
            demand -> {
              assertThat(demand.wanted()).isEqualTo(2);
              assertThat(demand.starting()).isEqualTo(1);
              assertThat(demand.missing()).isEqualTo(1);
              assertThat(demand.executor()).isEqualTo("2 cores, 1024 MiB");
              assertThat(demand.reasons())
                  .containsExactly(
                      new WaitReason("the cluster gives no executor: queue 'etl' is full", 1));
            });
  }

  @Test
  void busySlotsAreToldWithTheirUsers() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).group("g").result(2));
    scene.submit(Plans.job(1).result(3));
    scene.after(Duration.ofSeconds(90));
    JobStatus first = job(scene, 0);
    assertThat(first.age()).isEqualTo(Duration.ofSeconds(90));
    assertThat(first.options().group()).contains("g");
    assertThat(first.partitions()).isEqualTo(2);
    assertThat(first.stages().get(0).tasks()).isEqualTo(new TaskCounts(2, 0, 2, 0, 0));
    assertThat(first.stages().get(0).waits()).isEmpty();
    assertThat(stage(scene, 1).waits())
        .containsExactly(new WaitReason("all 2 slots are busy (2 by job-0)", 3));
    assertThat(status(scene).executors())
        .containsExactly(
            new ExecutorStatus(
                new ExecutorId("e-0"), new HostName("h0"), "ready", 2, 2, 0, Optional.empty()));
  }

  @Test
  void failedAttemptsAreCounted() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(3));
    scene.answer(scene.inHand(0, 0));
    scene.fail(scene.inHand(0, 1), "boom");
    assertThat(job(scene, 0).answered()).isEqualTo(1);
    assertThat(stage(scene, 0).tasks()).isEqualTo(new TaskCounts(3, 0, 2, 1, 1));
  }

  @Test
  void offersThatDoNotDoAreRemembered() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.submit(Plans.job(0).result(3));
    scene.offer("h0", 1);
    scene.offer("h1", 0);
    assertThat(status(scene).demand().get(0).reasons())
        .containsExactly(new WaitReason("no offer has 1024 MiB; the largest had 512", 2));
    assertThat(stage(scene, 0).waits())
        .contains(new WaitReason("no offer has 1024 MiB; the largest had 512", 3));
    scene.offer("h2", 2);
    assertThat(status(scene).demand().get(0).reasons()).isEmpty();
  }

  @Test
  void aPoolThatHasItsShareSaysSo() {
    Scene scene =
        new Scene(
            Scene.settings(1)
                .with(
                    new SchedulerSettings.JobRules(
                        new Sharing(SchedulingOrder.FAIR, new TreeMap<>()),
                        Duration.ZERO,
                        Duration.ZERO)));
    scene.connect();
    scene.executor("h0");
    scene.submit(Plans.job(0).pool("etl").result(4));
    scene.submit(Plans.job(1).pool("web").result(4));
    scene.answer(scene.inHand().get(0));
    scene.answer(scene.inHand().get(0));
    scene.submit(Plans.job(2).pool("etl").result(4));
    assertThat(stage(scene, 2).waits())
        .extracting(WaitReason::why)
        .containsExactly("all 2 slots are busy (2 by job-0)", "pool etl has its share (2 running)");
  }

  @Test
  void aWaitForLocalityIsToldWithTheTimeLeft() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).prefer(p -> WishedHosts.of(List.of(new HostName("h0")))).result(9));
    scene.after(Duration.ofMillis(1_800));
    assertThat(stage(scene, 0).waits())
        .singleElement()
        .satisfies(
            reason -> assertThat(reason.why()).isEqualTo("waiting for node locality, 1.2 s left"));
  }

  @Test
  void aStageThatReadsAnotherTellsHowFarThatIs() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 4).result(2, 7));
    scene.written(scene.inHand(0, 0));
    assertThat(stage(scene, 0).state()).isEqualTo(StageStatus.State.WAITING);
    assertThat(stage(scene, 0).tasks()).isEqualTo(TaskCounts.NONE);
    assertThat(stage(scene, 0).waits())
        .containsExactly(new WaitReason("waits for stage-0 (1 of 4 tasks done)", 2));
  }

  @Test
  void aStageThatReadsOneThatWaitsItselfSaysSo() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 4).map(8, 4, 7).result(2, 8));
    assertThat(stage(scene, 0).waits())
        .containsExactly(new WaitReason("waits for stage-1, which has not begun", 2));
  }
}
