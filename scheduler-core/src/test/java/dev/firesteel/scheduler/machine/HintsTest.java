package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.scheduler.demand.Elasticity;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where executors that are missing would be best. */
final class HintsTest {
  private static final int MOST_HOSTS = 500;

  /** A scene that is connected and has no executors yet. */
  private static Scene wanting(int executors) {
    Scene scene = new Scene(Scene.settings(executors));
    scene.connect();
    return scene;
  }

  private static Preferences on(String... hosts) {
    return partition -> WishedHosts.of(List.of(new HostName(hosts[partition % hosts.length])));
  }

  private static List<Map<String, Integer>> hinted(Scene scene) {
    return scene.history(Action.Declare.class).stream()
        .map(declare -> hints(declare.demand().profiles().get(0)))
        .toList();
  }

  private static Map<String, Integer> hints(ProfileDemand demand) {
    return demand.hostHints().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().value(), Map.Entry::getValue));
  }

  @Test
  void tasksThatWaitAreCountedOnEachHostThatHoldsTheirInput() {
    Scene scene = wanting(2);
    scene.submit(
        Plans.job(0)
            .prefer(
                partition ->
                    partition == 0
                        ? WishedHosts.NONE
                        : WishedHosts.of(
                            List.of(new HostName("h1"), new HostName("h" + partition))))
            .result(4));
    assertThat(hinted(scene)).containsExactly(Map.of(), Map.of("h1", 4, "h2", 1, "h3", 1));
    assertThat(scene.the(Action.Declare.class).demand().profiles().get(0).localityWait())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void nothingIsHintedWhileAllExecutorsAreThere() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).prefer(on("h7")).result(100));
    assertThat(hinted(scene)).containsExactly(Map.of());
    assertThat(scene.history(Action.SetTimer.class))
        .noneMatch(set -> set.timer() == Timer.Regular.HINTS);
  }

  @Test
  void aLossTellsWhereTheNextWouldBeBest() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).prefer(on("h7")).result(100));
    scene.lose(new ExecutorId("e-0"), LossCause.HOST_LOST);
    assertThat(hinted(scene)).containsExactly(Map.of(), Map.of("h7", 100));
  }

  @Test
  void smallChangesAreNotTold() {
    Scene scene = wanting(2);
    scene.submit(Plans.job(0).prefer(on("h0", "h1")).result(400));
    scene.executor("h0");
    assertThat(scene.inHand()).hasSizeLessThan(10);
    scene.fire(Timer.Regular.HINTS);
    assertThat(hinted(scene)).containsExactly(Map.of(), Map.of("h0", 200, "h1", 200));
    for (int i = 0; hinted(scene).size() < 3 && i < 100; i++) {
      List.copyOf(scene.inHand()).forEach(scene::answer);
      scene.fire(Timer.Regular.HINTS);
    }
    assertThat(hinted(scene)).hasSize(3);
    assertThat(hinted(scene).get(2).values())
        .satisfies(left -> assertThat(sum(left)).isLessThan(300));
  }

  private static int sum(Collection<? extends Integer> numbers) {
    return numbers.stream().mapToInt(n -> n).sum();
  }

  @Test
  void stagesThatFollowEachOtherFastAreLookedAtTogether() {
    Scene scene = wanting(2);
    scene.submit(Plans.job(0).prefer(on("h0")).result(4));
    scene.submit(Plans.job(1).prefer(on("h1")).result(4));
    assertThat(hinted(scene)).containsExactly(Map.of(), Map.of("h0", 4));
    long before = scene.now();
    scene.fire(Timer.Regular.HINTS);
    assertThat(scene.now() - before).isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    assertThat(hinted(scene)).hasSize(3).endsWith(Map.of("h0", 4, "h1", 4));
  }

  @Test
  void hintsEndWithTheWorkAndSoDoTheLooks() {
    Scene scene = wanting(2);
    scene.submit(Plans.job(0).group("g").prefer(on("h0")).result(4));
    scene.on(new Event.GroupCancelled("g", "test"));
    scene.fire(Timer.Regular.HINTS);
    assertThat(hinted(scene)).containsExactly(Map.of(), Map.of("h0", 4), Map.of());
    scene.fire(Timer.Regular.HINTS);
    assertThat(scene.last()).isEmpty();
  }

  @Test
  void aStageThatWaitsForAnotherDoesNotCountYet() {
    Scene scene = wanting(1);
    scene.submit(Plans.job(0).prefer(on("h0")).map(7, 4).prefer(on("h1")).result(4, 7));
    assertThat(hinted(scene)).endsWith(Map.of("h0", 4));
  }

  @Test
  void aPartitionThatAnExecutorKeepsNeedsNoOtherThere() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).prefer(on("h5")).persist(7).result(400));
    ExecutorId goes = new ExecutorId("e-0");
    int lost = 0;
    while (!scene.inHand().isEmpty()) {
      Scene.Sent sent = scene.inHand().get(0);
      lost += sent.executor().equals(goes) ? 1 : 0;
      ToDriver.DatasetBlock block = new ToDriver.DatasetBlock(new DatasetId(7), sent.partition());
      scene.end(sent.executor(), Scene.report(sent, new Outcome.Answered(new byte[0]), block));
    }
    scene.lose(goes, LossCause.HOST_LOST);
    scene.submit(Plans.job(1).prefer(on("h5")).persist(7).result(400));
    assertThat(hinted(scene)).containsExactly(Map.of(), Map.of("h5", lost));
    assertThat(lost).isBetween(1, 399);
  }

  @Test
  void aNumberThatFollowsTheWorkAsksWhereTheInputIs() {
    SchedulerSettings usual = Scene.settings(1);
    Duration minute = Duration.ofMinutes(1);
    Elasticity elasticity = new Elasticity(0, 3, 0, Duration.ofSeconds(1), minute, minute, minute);
    Scene scene =
        new Scene(
            usual.with(new ExecutorTarget(usual.defaultProfile(), 1, Optional.of(elasticity))));
    scene.connect();
    scene.submit(Plans.job(0).prefer(on("h0")).result(4));
    assertThat(hinted(scene)).containsExactly(Map.of(), Map.of("h0", 4));
  }

  @Test
  void ofManyHostsThoseThatMostTasksWishAreTold() {
    Scene scene = wanting(1);
    scene.submit(
        Plans.job(0)
            .prefer(p -> WishedHosts.of(List.of(new HostName("h" + (p < 1000 ? p : 7)))))
            .result(1100));
    assertThat(hinted(scene).get(1)).hasSize(MOST_HOSTS).containsEntry("h7", 101);
  }
}
