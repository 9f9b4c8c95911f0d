package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.demand.Elasticity;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A number of executors that follows the work. */
final class ElasticTest {
  private static Scene elastic(int min, int max) {
    return elastic(min, max, Duration.ofMinutes(10));
  }

  private static Scene elastic(int min, int max, Duration keptIdle) {
    SchedulerSettings usual = Scene.settings(1);
    Elasticity elasticity =
        new Elasticity(
            min,
            max,
            0,
            Duration.ofSeconds(1),
            keptIdle.compareTo(Duration.ofSeconds(60)) < 0 ? keptIdle : Duration.ofSeconds(60),
            keptIdle,
            Duration.ofSeconds(60));
    Scene scene =
        new Scene(
            usual.with(new ExecutorTarget(usual.defaultProfile(), 1, Optional.of(elasticity))));
    scene.connect();
    return scene;
  }

  private static List<Integer> declared(Scene scene) {
    return scene.history(Action.Declare.class).stream()
        .map(declare -> declare.demand().profiles().get(0).executors())
        .toList();
  }

  private static List<ExecutorId> released(Scene scene) {
    return scene.all(Action.Release.class).stream().map(Action.Release::executor).toList();
  }

  private static ExecutorId e(int number) {
    return new ExecutorId("e-" + number);
  }

  @Test
  void nobodyIsWantedBeforeThereIsWorkThenAsManyAsItNeeds() {
    Scene scene = elastic(0, 3);
    assertThat(declared(scene)).containsExactly(0);
    scene.submit(Plans.job(0).result(3));
    assertThat(declared(scene)).containsExactly(0, 2);
    scene.executor("h0");
    scene.executor("h1");
    scene.submit(Plans.job(1).result(100));
    scene.fire(Timer.Regular.ELASTIC);
    assertThat(declared(scene)).containsExactly(0, 2);
    scene.after(Duration.ofSeconds(1));
    scene.fire(Timer.Regular.ELASTIC);
    assertThat(declared(scene)).containsExactly(0, 2, 3);
  }

  @Test
  void idleExecutorsGoAndTheLeastStay() {
    Scene scene = elastic(1, 3);
    scene.submit(Plans.job(0).result(6));
    scene.fire(Timer.Regular.ELASTIC);
    scene.after(Duration.ofSeconds(1));
    scene.fire(Timer.Regular.ELASTIC);
    for (int i = 0; i < 3; i++) {
      scene.executor("h" + i);
    }
    List.copyOf(scene.inHand()).forEach(scene::answer);
    scene.fire(Timer.Regular.ELASTIC);
    assertThat(released(scene)).isEmpty();
    for (int i = 0; i < 3; i++) {
      scene.fire(Timer.Regular.ELASTIC);
      released(scene).forEach(gone -> scene.lose(gone, LossCause.RELEASED));
    }
    assertThat(scene.history(Action.Release.class)).hasSize(2);
    assertThat(declared(scene)).startsWith(1, 3).endsWith(1);
    long timers = scene.history(Action.SetTimer.class).size();
    scene.fire(Timer.Regular.ELASTIC);
    assertThat(scene.last()).isEmpty();
    assertThat(scene.history(Action.SetTimer.class)).hasSize((int) timers);
  }

  @Test
  void whoComesTooLateGoesAgain() {
    Scene scene = elastic(0, 3);
    scene.submit(Plans.job(0).group("g").result(2));
    scene.executor("h0");
    scene.submit(Plans.job(1).group("h").result(4));
    for (int i = 0; i < 3; i++) {
      scene.fire(Timer.Regular.ELASTIC);
    }
    assertThat(declared(scene)).containsExactly(0, 1, 3);
    scene.offer("h1", 2);
    ExecutorId late = scene.the(Action.Launch.class).executors().get(0).executor();
    scene.on(new Event.GroupCancelled("h", "test"));
    for (int i = 0; i < 4; i++) {
      scene.fire(Timer.Regular.ELASTIC);
    }
    assertThat(declared(scene)).containsExactly(0, 1, 3, 1);
    scene.register(late, "h1");
    assertThat(released(scene)).containsExactly(late);
  }

  @Test
  void aFixedNumberKeepsIdleExecutorsAndSetsNoTimer() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(1));
    assertThat(scene.history(Action.SetTimer.class))
        .noneMatch(set -> set.timer() == Timer.Regular.ELASTIC);
  }

  /** Two executors, the first of which keeps a partition of dataset 7; both idle. */
  private static Scene withKept() {
    return withKept(Duration.ofMinutes(10));
  }

  private static Scene withKept(Duration keptIdle) {
    Scene scene = elastic(0, 3, keptIdle);
    scene.submit(Plans.job(9).result(4));
    scene.executor("h0");
    scene.executor("h1");
    scene.inHand().forEach(scene::answer);
    scene.submit(Plans.job(0).persist(7).result(4));
    for (Scene.Sent sent : scene.inHand()) {
      ToDriver.DatasetBlock block = new ToDriver.DatasetBlock(new DatasetId(7), sent.partition());
      scene.end(sent.executor(), Scene.report(sent, new Outcome.Answered(new byte[0]), block));
    }
    scene.fire(Timer.Regular.ELASTIC);
    return scene;
  }

  private static List<CopyOrder> orders(Scene scene) {
    return scene.sent(ToExecutor.CopyBlocks.class).stream()
        .flatMap(copy -> copy.orders().stream())
        .toList();
  }

  @Test
  void keptPartitionsAreMovedAfterTheirOwnWaitAndTheLastKeeperStays() {
    Scene scene = withKept();
    scene.after(Duration.ofMinutes(9));
    scene.on(new Event.TimerFired(Timer.Regular.ELASTIC));
    assertThat(scene.history(Action.Release.class)).isEmpty();
    scene.fire(Timer.Regular.ELASTIC);
    assertThat(orders(scene)).isNotEmpty();
    ExecutorId leaves = orders(scene).get(0).from().owner();
    ExecutorId stays = leaves.equals(e(0)) ? e(1) : e(0);
    List<CopyReport> reports =
        orders(scene).stream().map(order -> new CopyReport(order.block(), "")).toList();
    scene.on(new Event.BlocksCopied(stays, reports));
    assertThat(released(scene)).containsExactly(leaves);
    scene.lose(leaves, LossCause.RELEASED);
    scene.after(Duration.ofHours(1));
    scene.on(new Event.TimerFired(Timer.Regular.ELASTIC));
    assertThat(released(scene)).isEmpty();
    scene.on(new Event.DatasetForgotten(new DatasetId(7)));
    assertThat(released(scene)).containsExactly(stays);
    assertThat(declared(scene)).endsWith(0);
  }

  @Test
  void whatCannotBeMovedKeepsItsExecutor() {
    Scene scene = withKept();
    scene.fire(Timer.Regular.ELASTIC);
    List<CopyOrder> orders = orders(scene);
    ExecutorId leaves = orders.get(0).from().owner();
    ExecutorId other = leaves.equals(e(0)) ? e(1) : e(0);
    scene.on(
        new Event.BlocksCopied(
            other, orders.stream().map(o -> new CopyReport(o.block(), "no room")).toList()));
    assertThat(scene.all(Action.Tell.class))
        .anyMatch(
            tell ->
                tell.notice() instanceof Notice.ExecutorStays stays
                    && stays.executor().equals(leaves));
    assertThat(released(scene)).isEmpty();
    scene.submit(Plans.job(1).persist(7).result(3));
    assertThat(scene.inHand(leaves)).isNotEmpty();
  }

  @Test
  void idleExecutorsAreLookedAtAgainWhileOthersAreStillBeingMoved() {
    Scene scene = withKept(Duration.ofSeconds(1));
    scene.fire(Timer.Regular.ELASTIC);
    assertThat(orders(scene)).isNotEmpty();
    scene.fire(Timer.Regular.ELASTIC);
    assertThat(scene.all(Action.SetTimer.class))
        .anyMatch(set -> set.timer() == Timer.Regular.ELASTIC);
  }

  @Test
  void workCallsAnIdleExecutorThatGoesBack() {
    Scene scene = withKept();
    scene.fire(Timer.Regular.ELASTIC);
    ExecutorId leaves = orders(scene).get(0).from().owner();
    scene.submit(Plans.job(1).persist(7).result(3));
    assertThat(scene.inHand(leaves)).isNotEmpty();
    assertThat(declared(scene)).containsExactly(0, 2);
  }

  @Test
  void outputOfAnExecutorThatStaysAfterAllIsNotLostWithItsCopy() {
    Scene scene = elastic(0, 3);
    scene.submit(Plans.job(9).result(4));
    scene.executor("h0");
    scene.executor("h1");
    scene.inHand().forEach(scene::answer);
    scene.submit(Plans.job(0).map(7, 4).result(1, 7));
    scene.inHand().forEach(scene::written);
    scene.inHand().forEach(scene::answer);
    for (int i = 0; i < 3 && orders(scene).isEmpty(); i++) {
      scene.fire(Timer.Regular.ELASTIC);
    }
    CopyOrder order = orders(scene).get(0);
    ExecutorId stays = order.from().owner();
    ExecutorId other = stays.equals(e(0)) ? e(1) : e(0);
    scene.on(new Event.BlocksCopied(other, List.of(new CopyReport(order.block(), ""))));
    scene.submit(Plans.job(1).map(7, 4).result(8, 7));
    scene.lose(other, LossCause.HOST_LOST);
    int copied = ((BlockName.MapOutput) order.block()).map();
    scene.inHand(stays).forEach(scene::answer);
    assertThat(scene.history(Action.RunTasks.class))
        .flatMap(run -> run.stage().value() == 100 ? run.attempts() : List.of())
        .isNotEmpty()
        .noneMatch(attempt -> attempt.partition() == copied);
  }
}
