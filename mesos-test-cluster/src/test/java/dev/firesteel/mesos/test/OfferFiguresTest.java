package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfferFiguresTest {
  @TempDir Path directory;

  private MesosTestCluster cluster() {
    return MesosTestCluster.builder()
        .directory(directory.resolve("mesos"))
        .allocationInterval(Duration.ofMillis(50))
        .start();
  }

  private static FrameworkView only(MesosTestCluster cluster) {
    assertThat(cluster.frameworks()).hasSize(1);
    return cluster.frameworks().get(0);
  }

  @Test
  void whatBecomesOfOffersIsCounted() {
    try (MesosTestCluster cluster = cluster();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer held = scheduler.offer();
      while (only(cluster).offers().held() < 2) {
        Thread.onSpinWait();
      }
      scheduler.call(
          Call.newBuilder()
              .setType(Call.Type.DECLINE)
              .setDecline(
                  Call.Decline.newBuilder()
                      .addOfferIds(held.getId())
                      .setFilters(Filters.newBuilder().setRefuseSeconds(0))));
      Offer used = scheduler.offer();
      scheduler.launch(used, Scheduler.task("long", used.getAgentId(), "sleep 1000").build());
      scheduler.acknowledged("long", TaskState.TASK_RUNNING);
      while (only(cluster).offers().made() < 3) {
        Thread.onSpinWait();
      }
      cluster.rescindAll();

      FrameworkView view = only(cluster);
      assertThat(view.id()).isEqualTo(scheduler.id().getValue());
      assertThat(view.state()).isEqualTo(FrameworkView.State.SUBSCRIBED);
      assertThat(view.tasks()).containsExactly("long");
      assertThat(view.offers().declined()).isEqualTo(1);
      assertThat(view.offers().accepted()).isEqualTo(1);
      assertThat(view.offers().rescinded()).isGreaterThanOrEqualTo(1);
      assertThat(view.offers().made()).isGreaterThanOrEqualTo(3);
      assertThat(view.offers().chances()).isGreaterThanOrEqualTo(view.offers().served());
      assertThat(view.offers().longest()).isPositive();
    }
  }

  @Test
  void whoSuppressesHasNoChanceAndWhoIsGoneIsTold() {
    try (MesosTestCluster cluster = cluster();
        Scheduler quiet = Scheduler.subscribed(cluster, Scheduler.info().build());
        Scheduler other =
            Scheduler.subscribed(cluster, Scheduler.info().clearRoles().addRoles("b").build())) {
      quiet.call(Call.newBuilder().setType(Call.Type.SUPPRESS));
      OfferFigures before = of(cluster, quiet).offers();
      long cycles = of(cluster, other).offers().chances();
      while (of(cluster, other).offers().chances() < cycles + 3) {
        Thread.onSpinWait();
      }
      assertThat(of(cluster, quiet).offers().since(before).chances()).isZero();

      quiet.teardown();
      assertThat(of(cluster, quiet).state()).isEqualTo(FrameworkView.State.REMOVED);
    }
  }

  private static FrameworkView of(MesosTestCluster cluster, Scheduler scheduler) {
    return cluster.frameworks().stream()
        .filter(each -> each.id().equals(scheduler.id().getValue()))
        .findFirst()
        .orElseThrow();
  }
}
