package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Racks that are known from splits, and hosts that hold input in memory. */
final class RackTest {
  private static final Timer WAITED = new Timer.Locality(new StageId(0));

  private int offers;

  private Scene scene(String... places) {
    Scene scene = new Scene(Scene.settings(places.length));
    scene.connect();
    for (String place : places) {
      executor(scene, place);
    }
    return scene;
  }

  /** At {@code host} or {@code host/rack}. */
  private static Placement at(String place) {
    int rack = place.indexOf('/');
    return rack < 0
        ? Placement.of(new HostName(place))
        : new Placement(
            new HostName(place.substring(0, rack)), new RackName(place.substring(rack)));
  }

  private void executor(Scene scene, String place) {
    scene.on(
        new Event.Offered(
            List.of(
                new Offer(
                    new OfferId("offer-" + offers++),
                    at(place),
                    Resources.of(2, 1024),
                    Optional.empty(),
                    new TreeMap<>()))));
    ExecutorId id = scene.the(Action.Launch.class).executors().get(0).executor();
    scene.register(id, at(place).host().value());
  }

  private static WishedHosts hosts(int inMemory, String... places) {
    List<Placement> all = Arrays.stream(places).map(RackTest::at).toList();
    return new WishedHosts(
        all.stream().map(Placement::host).toList(),
        all.stream().map(Placement::rack).toList(),
        inMemory);
  }

  private static Preferences on(String... places) {
    return partition -> hosts(0, places);
  }

  private static ExecutorId e(int number) {
    return new ExecutorId("e-" + number);
  }

  @Test
  void aHostWithoutExecutorIsInTheRackThatItsSplitsName() {
    Scene scene = scene("h1/a", "h2/b");
    scene.submit(Plans.job(0).prefer(on("store/b")).result(8));
    assertThat(scene.inHand(e(0))).isEmpty();
    assertThat(scene.inHand(e(1))).isNotEmpty();
    scene.fire(WAITED);
    assertThat(scene.inHand(e(0))).isNotEmpty();
  }

  @Test
  void racksOfExecutorsAreLearnedFromSplitsWhereTheClusterKnowsNone() {
    Scene scene = scene("h1", "h2", "h3");
    scene.submit(
        Plans.job(0)
            .prefer(p -> hosts(0, p == 0 ? "h1/a" : p == 1 ? "h3/b" : "store/b"))
            .result(9));
    assertThat(scene.inHand(e(0))).extracting(Scene.Sent::partition).containsOnly(0);
    assertThat(scene.inHand(e(1))).isEmpty();
    assertThat(scene.inHand(e(2))).isNotEmpty();
    scene.fire(WAITED);
    assertThat(scene.inHand(e(1))).isNotEmpty();
  }

  @Test
  void anExecutorThatComesLaterIsInTheRackThatSplitsNamed() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    executor(scene, "h1/a");
    scene.submit(Plans.job(0).prefer(p -> hosts(0, p == 9 ? "h2/b" : "store/b")).result(10));
    executor(scene, "h2");
    assertThat(scene.inHand(e(1))).isNotEmpty();
    assertThat(scene.the(Action.RunTasks.class).attempts())
        .extracting(attempt -> attempt.near().level().name())
        .contains("NODE", "RACK")
        .doesNotContain("ANY");
  }

  @Test
  void theClustersWordForARackIsStrongerThanTheSplits() {
    Scene scene = scene("h1/a", "h2/b");
    scene.submit(Plans.job(0).prefer(p -> hosts(0, p == 0 ? "h1/wrong" : "store/wrong")).result(3));
    assertThat(scene.history(Action.RunTasks.class).stream().flatMap(r -> r.attempts().stream()))
        .filteredOn(attempt -> attempt.partition() > 0)
        .isNotEmpty()
        .allMatch(attempt -> attempt.near().level().name().equals("ANY"));
  }

  @Test
  void aClustersLaterWordMovesAHostToItsRack() {
    Scene scene = new Scene(Scene.settings(3));
    scene.connect();
    executor(scene, "h1/a");
    executor(scene, "h2/b");
    scene.submit(Plans.job(0).prefer(on("h3/a")).result(24));
    int before = scene.inHand(e(1)).size();
    assertThat(scene.inHand(e(0))).isNotEmpty();
    executor(scene, "h3/b");
    assertThat(scene.inHand(e(2))).isNotEmpty();
    assertThat(scene.inHand(e(1))).hasSize(before);
    scene.answer(scene.inHand(e(0)).get(0));
    scene.answer(scene.inHand(e(0)).get(0));
    assertThat(scene.inHand(e(0))).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void theDefaultRackMeansThatNobodyKnows() {
    Scene scene = scene("h1", "h2", "h3/a");
    scene.submit(Plans.job(0).prefer(on("h1/default-rack")).result(12));
    scene.fire(WAITED);
    scene.fire(WAITED);
    assertThat(scene.history(Action.RunTasks.class).stream().flatMap(r -> r.attempts().stream()))
        .extracting(attempt -> attempt.near().level().name())
        .contains("NODE", "ANY")
        .doesNotContain("RACK");
  }

  @Test
  void whatAHostHoldsInMemoryComesFirst() {
    Scene scene = scene("h1/a");
    scene.submit(
        Plans.job(0).prefer(p -> p < 6 ? hosts(0, "h1/a") : hosts(1, "h1/a", "h2/a")).result(8));
    assertThat(scene.inHand(e(0)).get(0).partition()).isEqualTo(6);
    assertThat(scene.inHand(e(0)).get(1).partition()).isEqualTo(7);
    assertThat(scene.history(Action.RunTasks.class).get(0).attempts())
        .extracting(attempt -> attempt.near().level().name())
        .containsOnly("NODE");
  }

  @Test
  void whatAHostHeldInMemoryComesFirstAgainWhenItIsPendingAgain() {
    Scene scene = scene("h1/a", "h2/a");
    scene.submit(
        Plans.job(0).prefer(p -> p == 0 ? hosts(1, "h1/a", "h2/a") : hosts(0, "h2/a")).result(6));
    assertThat(scene.inHand(e(0))).extracting(Scene.Sent::partition).containsExactly(0);
    scene.lose(e(0), dev.firesteel.api.backend.LossCause.HOST_LOST);
    executor(scene, "h1/a");
    assertThat(scene.inHand(0, 0)).isNotNull();
  }
}
