package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts, then racks, then anywhere; a host is in the rack of its first digit. */
final class LocalityTest {
  private static final Timer WAITED = new Timer.Locality(new StageId(0));

  private static Preferences on(String... hosts) {
    List<HostName> all = List.of(hosts).stream().map(HostName::new).toList();
    return partition -> WishedHosts.of(all);
  }

  private static Scene scene(String... hosts) {
    Scene scene = new Scene(Scene.settings(hosts.length));
    scene.connect();
    for (String host : hosts) {
      scene.executor(host);
    }
    return scene;
  }

  private static ExecutorId e(int number) {
    return new ExecutorId("e-" + number);
  }

  @Test
  void theRackComesBeforeOtherRacks() {
    Scene scene = scene("h10", "h20", "h11");
    scene.submit(Plans.job(0).prefer(on("h10")).result(12));
    assertThat(scene.inHand(e(1))).isEmpty();
    assertThat(scene.inHand(e(2))).isEmpty();
    scene.fire(WAITED);
    assertThat(scene.inHand(e(1))).isEmpty();
    assertThat(scene.inHand(e(2))).isNotEmpty();
    scene.fire(WAITED);
    assertThat(scene.inHand(e(1))).isNotEmpty();
  }

  @Test
  void aHostThatGetsItsExecutorLaterIsWaitedForFromThenOn() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.executor("h10");
    scene.submit(
        Plans.job(0)
            .prefer(p -> WishedHosts.of(List.of(new HostName(p < 4 ? "h10" : "h20"))))
            .result(8));
    int before = scene.inHand(e(0)).size();
    scene.executor("h20");
    assertThat(scene.inHand(e(1))).isNotEmpty().allMatch(sent -> sent.partition() >= 4);
    assertThat(scene.inHand(e(0))).hasSize(before);
  }

  @Test
  void nobodyWaitsForTheHostOfALostExecutor() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(6));
    assertThat(scene.inHand(e(1))).isEmpty();
    scene.lose(e(0), LossCause.HOST_LOST);
    assertThat(scene.inHand(e(1))).isNotEmpty();
  }

  @Test
  void tasksOfALostExecutorGoToTheOtherHostsThatTheyPrefer() {
    Scene scene = scene("h10", "h20", "h30");
    scene.submit(Plans.job(0).prefer(on("h10", "h30")).result(4));
    scene.lose(e(0), LossCause.HOST_LOST);
    while (!scene.inHand().isEmpty()) {
      assertThat(scene.inHand()).allMatch(sent -> sent.executor().equals(e(2)));
      scene.answer(scene.inHand().get(0));
    }
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void anIdleExecutorDoesNotWaitForAsLongAsOthersFindTasksNearTheirData() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(100));
    for (int step = 0; step < 50 && scene.inHand(e(1)).isEmpty(); step++) {
      scene.after(Duration.ofMillis(10));
      scene.answer(scene.inHand(e(0)).get(0));
      scene.on(new Event.TimerFired(WAITED));
    }
    assertThat(scene.inHand(e(1))).isNotEmpty();
    assertThat(scene.inHand(e(0))).isNotEmpty();
  }

  @Test
  void whoWaitedInVainWaitsAgainForTheNextTask() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(100));
    scene.fire(WAITED);
    scene.fire(WAITED);
    while (!scene.inHand(e(1)).isEmpty()) {
      scene.answer(scene.inHand(e(0)).get(0)); // near its data again
      scene.answer(scene.inHand(e(1)).get(0));
    }
    scene.answer(scene.inHand(e(0)).get(0));
    assertThat(scene.inHand(e(1))).isEmpty();
  }

  @Test
  void shortTasksAreNotWaitedForLong() {
    Scene scene = scene("h10", "h20");
    scene.submit(Plans.job(0).prefer(on("h10")).result(100));
    scene.answer(scene.inHand().get(0)); // it took 10 ms
    assertThat(scene.inHand(e(1))).isEmpty();
    List<Action.SetTimer> timers = scene.history(Action.SetTimer.class);
    Action.SetTimer last = timers.get(timers.size() - 1);
    assertThat(last.timer()).isEqualTo(WAITED);
    scene.after(Duration.ofMillis(100));
    assertThat(scene.now()).isEqualTo(last.atNanos());
    scene.on(new Event.TimerFired(WAITED));
    scene.after(Duration.ofMillis(100));
    scene.on(new Event.TimerFired(WAITED));
    assertThat(scene.inHand(e(1))).isNotEmpty();
  }
}
