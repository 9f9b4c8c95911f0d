package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Emptying executors that shall go. */
final class DrainingTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");
  private static final ExecutorId E1 = new ExecutorId("e-1");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Action.Release RELEASE =
      new Action.Release(E0, ReleaseMode.GRACEFUL, "asked");

  private static List<Action> decommission(Scene scene, ExecutorId executor) {
    return scene.on(new Event.DecommissionWanted(executor, MINUTE, "asked"));
  }

  private static ToDriver.DatasetBlock block(int partition) {
    return new ToDriver.DatasetBlock(new DatasetId(7), partition);
  }

  /** Tells that the last event's orders were carried out; returns how many. */
  private static int copy(Scene scene, String error) {
    int copied = 0;
    for (Action.Send send : scene.all(Action.Send.class)) {
      if (send.message() instanceof ToExecutor.CopyBlocks copy) {
        for (CopyOrder order : copy.orders()) {
          scene.on(
              new Event.BlocksCopied(
                  send.executor(), List.of(new CopyReport(order.block(), error))));
          copied++;
        }
      }
    }
    return copied;
  }

  /** A job of two stages whose maps are written on both executors; its reducers run. */
  private static void written(Scene scene) {
    scene.submit(Plans.job(0).map(1, 4).result(4, 1));
    for (int map = 0; map < 4; map++) {
      scene.written(scene.inHand(0, map));
    }
  }

  @Test
  void whoIsNotThereCannotGo() {
    Scene scene = Scene.with(1);
    assertThat(decommission(scene, new ExecutorId("e-9"))).isEmpty();
  }

  @Test
  void whoHasNotRegisteredGoesAtOnce() {
    Scene scene = new Scene(Scene.settings(1));
    scene.connect();
    scene.offer("h0", 2);
    decommission(scene, E0);
    assertThat(scene.the(Action.Release.class).executor()).isEqualTo(E0);
  }

  @Test
  void whoIsTakenAwayBeforeItHasRegisteredGetsNothing() {
    Scene scene = new Scene(Scene.settings(1));
    scene.connect();
    scene.submit(Plans.job(0).result(2));
    scene.offer("h0", 2);
    scene.on(new Event.Preempting(E0, MINUTE));
    assertThat(scene.the(Action.Release.class).executor()).isEqualTo(E0);
    scene.register(E0, "h0");
    assertThat(scene.inHand(E0)).isEmpty();
  }

  @Test
  void whoHasNothingGoesAtOnceAndIsReplaced() {
    Scene scene = Scene.with(2);
    decommission(scene, E0);
    assertThat(scene.last())
        .containsSubsequence(new Action.Send(E0, new ToExecutor.Stop("asked")), RELEASE);
    scene.lose(E0, LossCause.RELEASED);
    scene.offer("h2", 2);
    assertThat(scene.all(Action.Launch.class)).hasSize(1);
  }

  @Test
  void whatRunsEndsAndNothingNewComes() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(2));
    List<Scene.Sent> mine = scene.inHand(E0);
    decommission(scene, E0);
    assertThat(scene.all(Action.Release.class)).isEmpty();
    scene.submit(Plans.job(1).result(8));
    assertThat(scene.all(Action.RunTasks.class)).allMatch(run -> run.executor().equals(E1));
    mine.forEach(scene::answer);
    assertThat(scene.all(Action.Release.class)).containsExactly(RELEASE);
  }

  @Test
  void whatItHasNotBegunIsAskedBack() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(40));
    for (int i = 0; i < 4; i++) {
      Scene.Sent sent = scene.inHand().get(0);
      scene.end(
          sent.executor(),
          new TaskReport(
              sent.task(),
              1000,
              new Outcome.Answered(new byte[0]),
              List.of(),
              List.of(),
              TaskMetrics.NONE));
    }
    int queued = scene.inHand(E0).size() - 2;
    assertThat(queued).isPositive();
    decommission(scene, E0);
    assertThat(scene.sent(ToExecutor.ReturnTasks.class).get(0).tasks()).hasSize(queued);
  }

  @Test
  void aCopyThatComesAfterItsSourceIsGoneLeavesNothingBehind() {
    Scene scene = Scene.with(2);
    written(scene);
    decommission(scene, E0);
    List<CopyOrder> orders =
        scene.sent(ToExecutor.CopyBlocks.class).stream().flatMap(c -> c.orders().stream()).toList();
    assertThat(orders).isNotEmpty();
    scene.lose(E0, LossCause.HOST_LOST);
    for (CopyOrder order : orders) {
      scene.on(new Event.BlocksCopied(E1, List.of(new CopyReport(order.block(), ""))));
    }
    assertThat(scene.census().copies()).isZero();
    assertThat(scene.census().gone()).isZero();
  }

  @Test
  void whoGetsWhatAnotherLeavesInTheSameEventStaysUntilThatIsCopiedToo() {
    Scene scene = Scene.with(3);
    scene.submit(Plans.job(0).map(1, 6).result(4, 1));
    for (int map = 0; map < 6; map++) {
      scene.written(scene.inHand(0, map));
    }
    List.copyOf(scene.inHand()).forEach(scene::answer);
    List<CopyReport> later = new ArrayList<>();
    decommission(scene, E0);
    List<Action.Send> first = scene.all(Action.Send.class);
    for (Action.Send send : first) {
      for (CopyOrder order : ((ToExecutor.CopyBlocks) send.message()).orders()) {
        if (send.executor().equals(E1)) {
          scene.on(new Event.BlocksCopied(E1, List.of(new CopyReport(order.block(), ""))));
        } else {
          later.add(new CopyReport(order.block(), ""));
        }
      }
    }
    assertThat(later).hasSize(1);
    decommission(scene, E1);
    scene.sent(ToExecutor.CopyBlocks.class).stream()
        .flatMap(copy -> copy.orders().stream())
        .forEach(order -> later.add(new CopyReport(order.block(), "")));
    scene.on(new Event.BlocksCopied(new ExecutorId("e-2"), later));
    assertThat(scene.all(Action.Release.class))
        .extracting(Action.Release::executor)
        .containsExactly(E0);
    assertThat(copy(scene, "")).isEqualTo(1);
    assertThat(scene.all(Action.Release.class))
        .extracting(Action.Release::executor)
        .containsExactly(E1);
  }

  @Test
  void mapOutputsMoveInOneStepBeforeItGoesAndNothingRunsAgain() {
    Scene scene = Scene.with(2);
    written(scene);
    decommission(scene, E0);
    scene.inHand(E0).forEach(scene::answer);
    assertThat(scene.history(Action.Release.class)).isEmpty();
    List<ToExecutor.CopyBlocks> orders =
        scene.history(Action.Send.class).stream()
            .map(Action.Send::message)
            .filter(ToExecutor.CopyBlocks.class::isInstance)
            .map(ToExecutor.CopyBlocks.class::cast)
            .toList();
    assertThat(orders).hasSize(1);
    for (CopyOrder order : orders.get(0).orders()) {
      assertThat(order.block()).isInstanceOf(BlockName.MapOutput.class);
      assertThat(order.blocks()).isEqualTo(2);
      assertThat(order.from().owner()).isEqualTo(E0);
      scene.on(new Event.BlocksCopied(E1, List.of(new CopyReport(order.block(), ""))));
    }
    assertThat(scene.all(Action.Release.class)).containsExactly(RELEASE);
    scene.inHand(E1).forEach(scene::answer);
    scene.submit(Plans.job(1).map(1, 4).result(1, 1));
    assertThat(scene.sent(ToExecutor.ShuffleOutputs.class))
        .singleElement()
        .satisfies(
            outputs -> {
              assertThat(outputs.servers()).singleElement().matches(a -> a.owner().equals(E1));
              assertThat(outputs.serverOfMap()).containsOnly(0);
            });
    assertThat(scene.the(Action.RunTasks.class).stage().value()).isEqualTo(101);
  }

  @Test
  void whatWasCopiedBeforeItDiedIsNotWrittenAgain() {
    Scene scene = Scene.with(2);
    written(scene);
    decommission(scene, E0);
    ToExecutor.CopyBlocks orders = scene.sent(ToExecutor.CopyBlocks.class).get(0);
    assertThat(orders.orders()).hasSize(2);
    scene.on(
        new Event.BlocksCopied(E1, List.of(new CopyReport(orders.orders().get(0).block(), ""))));
    scene.inHand(E1).forEach(scene::answer);
    scene.lose(E0, LossCause.EXITED);
    assertThat(scene.all(Action.RunTasks.class))
        .flatExtracting(Action.RunTasks::attempts)
        .hasSize(1);
  }

  @Test
  void keptPartitionsAreCopied() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).persist(7).result(1));
    Scene.Sent sent = scene.inHand(0, 0);
    scene.end(sent.executor(), Scene.report(sent, new Outcome.Answered(new byte[0]), block(0)));
    decommission(scene, E0);
    assertThat(scene.all(Action.Release.class)).isEmpty();
    assertThat(copy(scene, "")).isEqualTo(1);
    assertThat(scene.all(Action.Release.class)).containsExactly(RELEASE);
    scene.submit(Plans.job(1).persist(7).result(1));
    assertThat(scene.the(Action.RunTasks.class).executor()).isEqualTo(E1);
    assertThat(scene.sent(ToExecutor.KeptElsewhere.class)).isEmpty();
  }

  @Test
  void atTheDeadlineItGoesWhateverIsLostAndNoFailureIsCounted() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(2));
    for (int i = 0; i < 10; i++) {
      ExecutorId now = new ExecutorId("e-" + i);
      scene.on(new Event.Preempting(now, Duration.ofSeconds(3)));
      assertThat(scene.all(Action.Release.class)).isEmpty();
      scene.fire(new Timer.OfExecutor(Timer.Duty.DRAINED, now));
      assertThat(scene.the(Action.Release.class).mode()).isEqualTo(ReleaseMode.GRACEFUL);
      scene.lose(now, LossCause.EXITED);
      scene.executor("h0");
    }
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    assertThat(scene.inHand(new ExecutorId("e-10"))).hasSize(2);
  }

  @Test
  void anEndThatWasToldIsNoFailure() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(2));
    for (int i = 0; i < 10; i++) {
      ExecutorId now = new ExecutorId("e-" + i);
      scene.on(new Event.Preempting(now, Duration.ofSeconds(3)));
      scene.on(new Event.ChannelClosed(now, "killed"));
      scene.lose(now, LossCause.EXITED);
      scene.executor("h0");
    }
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    assertThat(scene.history(Action.Tell.class))
        .noneMatch(tell -> tell.notice() instanceof Notice.TaskFailed);
  }

  @Test
  void outputThatNobodyCanWantIsNotCopied() {
    Scene scene = Scene.with(2);
    written(scene);
    scene.on(new Event.ShuffleForgotten(Plans.shuffle(1)));
    List.copyOf(scene.inHand()).forEach(scene::answer);
    decommission(scene, E0);
    assertThat(scene.all(Action.Release.class)).containsExactly(RELEASE);
  }

  @Test
  void copiesThatComeAfterTheirShuffleWasForgottenAreNotRemembered() {
    Scene scene = Scene.with(2);
    written(scene);
    decommission(scene, E0);
    ToExecutor.CopyBlocks ordered = scene.sent(ToExecutor.CopyBlocks.class).get(0);
    scene.on(new Event.JobCancelled(Plans.job(0).result(0).job(), "test"));
    scene.on(new Event.ShuffleForgotten(Plans.shuffle(1)));
    for (CopyOrder order : ordered.orders()) {
      scene.on(new Event.BlocksCopied(E1, List.of(new CopyReport(order.block(), ""))));
    }
    assertThat(scene.census().copies()).isZero();
  }

  @Test
  void whileAReceiverIsLostItsCopiesAreMadeAgain() {
    Scene scene = Scene.with(2);
    written(scene);
    decommission(scene, E0);
    assertThat(copy(scene, "")).isEqualTo(2);
    assertThat(scene.all(Action.Release.class)).isEmpty(); // its reducers still run
    scene.lose(E1, LossCause.HOST_LOST);
    ExecutorId next = scene.executor("h3");
    assertThat(scene.all(Action.Send.class))
        .filteredOn(send -> send.message() instanceof ToExecutor.CopyBlocks)
        .singleElement()
        .satisfies(
            send -> {
              assertThat(send.executor()).isEqualTo(next);
              assertThat(((ToExecutor.CopyBlocks) send.message()).orders()).hasSize(2);
            });
  }
}
