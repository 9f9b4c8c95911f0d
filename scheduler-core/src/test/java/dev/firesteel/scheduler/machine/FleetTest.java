package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Obtaining, losing and refusing executors. */
final class FleetTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");

  @Test
  void launchesUpToTheTargetAndDeclinesTheSurplus() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.offer("h0", 6);
    assertThat(scene.the(Action.Launch.class).executors())
        .extracting(Action.NewExecutor::executor)
        .containsExactly(E0, new ExecutorId("e-1"));
    scene.offer("h1", 2);
    assertThat(scene.all(Action.Launch.class)).isEmpty();
    assertThat(scene.the(Action.Decline.class).refuseFor()).isPositive();
  }

  @Test
  void declinesAnOfferThatIsTooSmall() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.offer("h0", 1);
    assertThat(scene.all(Action.Decline.class)).hasSize(1);
  }

  @Test
  void refusesARegistrationThatNobodyExpects() {
    Scene scene = Scene.with(1);
    ExecutorId stranger = new ExecutorId("e-9");
    assertThat(scene.register(stranger, "h9")).containsExactly(new Action.CloseChannel(stranger));
  }

  @Test
  void aSecondRegistrationEndsTheExecutor() {
    Scene scene = Scene.with(1);
    scene.register(E0, "h0");
    assertThat(scene.all(Action.CloseChannel.class)).isNotEmpty();
    assertThat(scene.the(Action.Release.class).executor()).isEqualTo(E0);
  }

  @Test
  void registrationMayOvertakeTheBackendsWord() {
    Scene scene = Scene.with(1);
    scene.on(new Event.Launched(E0, Placement.of(new HostName("h0"))));
    scene.submit(Plans.job(0).result(1));
    assertThat(scene.inHand(E0)).hasSize(1);
  }

  @Test
  void anExecutorThatNeverRegistersIsReleasedAndReplaced() {
    Scene scene = new Scene(Scene.settings(1));
    scene.connect();
    scene.offer("h0", 2);
    scene.fire(new Timer.OfExecutor(Timer.Duty.REGISTRATION, E0));
    assertThat(scene.the(Action.Release.class).why())
        .contains("did not register within 60 s", "firesteel.executor.registration-timeout");
    scene.lose(E0, LossCause.RELEASED);
    scene.offer("h0", 2);
    assertThat(scene.the(Action.Launch.class).executors().get(0).executor())
        .isEqualTo(new ExecutorId("e-1"));
    assertThat(scene.register(E0, "h0")).containsExactly(new Action.CloseChannel(E0));
  }

  @Test
  void aSilentExecutorCountsAsLostAndItsTasksRunElsewhere() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(4));
    for (int i = 0; i < 5; i++) {
      scene.fire(Timer.Regular.SILENCE);
      scene.on(new Event.HeartbeatReceived(new ExecutorId("e-1"), List.of()));
    }
    assertThat(scene.history(Action.Release.class))
        .containsExactly(
            new Action.Release(
                E0,
                ReleaseMode.NOW,
                "it was silent for 40 s (firesteel.executor.heartbeat-timeout)"));
  }

  @Test
  void aClosedChannelWaitsForTheBackendsWordButNotForEver() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(2));
    ExecutorId owner = scene.inHand(0, 0).executor();
    scene.on(new Event.ChannelClosed(owner, "connection reset"));
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
    scene.fire(new Timer.OfExecutor(Timer.Duty.REGISTRATION, owner));
    assertThat(scene.all(Action.Release.class)).hasSize(1);
    assertThat(scene.all(Action.RunTasks.class)).isNotEmpty();
  }

  @Test
  void whatALostExecutorStillReportsChangesNothing() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(2));
    Scene.Sent sent = scene.inHand(0, 0);
    scene.lose(sent.executor(), LossCause.HOST_LOST);
    assertThat(scene.answer(sent)).isEmpty();
  }

  @Test
  void executorsThatDieInARowFailAllJobsAndAreNotReplaced() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    for (int i = 0; i < 4; i++) {
      scene.lose(new ExecutorId("e-" + i), LossCause.LAUNCH_FAILED);
      if (i < 3) {
        scene.executor("h0");
      }
    }
    assertThat(scene.the(Action.JobFailed.class).message())
        .contains("4 executors in a row", "it is gone", "firesteel.executor.max-failures");
    assertThat(scene.the(Action.Declare.class).demand().profiles().get(0).executors()).isZero();
    scene.offer("h0", 2);
    assertThat(scene.all(Action.Decline.class)).hasSize(1);
    scene.submit(Plans.job(1).result(1));
    assertThat(scene.the(Action.Declare.class).demand().profiles().get(0).executors()).isOne();
  }

  @Test
  void aTaskThatKillsItsExecutorsFailsItsJob() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    for (int i = 0; i < 3; i++) {
      scene.lose(new ExecutorId("e-" + i), LossCause.EXITED);
      if (i < 2) {
        scene.executor("h0");
      }
    }
    assertThat(scene.the(Action.JobFailed.class).message())
        .contains("failed 3 times", "executor e-0 at h0 was lost while it ran: exited");
  }

  @Test
  void theLossOfHostsIsNoFailureOfTasks() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    for (int i = 0; i < 20; i++) {
      scene.lose(new ExecutorId("e-" + i), LossCause.HOST_LOST);
      scene.executor("h0");
    }
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    scene.answer(scene.inHand(0, 0));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void aPreemptedExecutorGetsNothingNew() {
    Scene scene = Scene.with(1);
    scene.on(new Event.Preempting(E0, Duration.ofSeconds(30)));
    scene.submit(Plans.job(0).result(1));
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
  }

  @Test
  void anExecutorWithoutSlotsIsRefused() {
    Scene scene = new Scene(Scene.settings(1));
    scene.connect();
    scene.offer("h0", 2);
    scene.on(new Event.Registered(E0, "h0", new BlockAddress(E0, "h0", 1), 0));
    assertThat(scene.the(Action.Release.class).executor()).isEqualTo(E0);
  }

  @Test
  void anExecutorWhoseCancelledTasksDoNotEndIsReplacedAndNobodyElsesTaskCountsAsFailed() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).group("g").result(1));
    Scene.Sent stuck = scene.inHand(E0).get(0);
    scene.on(new Event.GroupCancelled("g", "test"));
    scene.submit(Plans.job(1).result(1));
    scene.fire(new Timer.OfExecutor(Timer.Duty.CANCEL_GRACE, E0));
    assertThat(scene.the(Action.Release.class).executor()).isEqualTo(E0);
    assertThat(scene.the(Action.Release.class).why()).contains(stuck.task().toString());
    assertThat(scene.all(Action.Tell.class))
        .contains(new Action.Tell(new Notice.TasksStuck(E0, List.of(stuck.task()))));
    scene.lose(E0, LossCause.RELEASED);
    ExecutorId next = scene.executor("h1");
    assertThat(scene.inHand(next)).hasSize(1);
    assertThat(scene.history(Action.Tell.class))
        .noneMatch(tell -> tell.notice() instanceof Notice.TaskFailed);
    scene.answer(scene.inHand(next).get(0));
    assertThat(scene.succeeded(1)).isTrue();
  }

  @Test
  void cancelledTasksThatEndInTimeAreForgotten() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).group("g").result(1));
    Scene.Sent first = scene.inHand(E0).get(0);
    scene.on(new Event.GroupCancelled("g", "test"));
    scene.after(Duration.ofSeconds(9));
    scene.submit(Plans.job(1).group("h").result(1));
    Scene.Sent second = scene.inHand(100, 0);
    scene.on(new Event.GroupCancelled("h", "test"));
    scene.end(first, new Outcome.Cancelled("asked"));
    scene.fire(new Timer.OfExecutor(Timer.Duty.CANCEL_GRACE, E0));
    assertThat(scene.all(Action.Release.class)).isEmpty();
    scene.end(second, new Outcome.Cancelled("asked"));
    scene.fire(new Timer.OfExecutor(Timer.Duty.CANCEL_GRACE, E0));
    assertThat(scene.last()).isEmpty();
  }

  @Test
  void slotsThatCancelledTasksHoldAreNamedWhenNothingMoves() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).group("g").result(2));
    scene.on(new Event.GroupCancelled("g", "test"));
    scene.submit(Plans.job(1).result(1));
    scene.fire(Timer.Regular.STUCK);
    assertThat(scene.the(Action.Tell.class).notice())
        .isInstanceOfSatisfying(
            Notice.Waiting.class,
            waiting ->
                assertThat(waiting.reasons().get(0))
                    .contains("all 2 slots are busy, 2 with cancelled tasks that do not end"));
  }
}
