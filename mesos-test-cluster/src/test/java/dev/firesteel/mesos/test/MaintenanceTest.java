package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest {
  private static final Instant SOON = Instant.ofEpochSecond(4_000_000_000L);
  @TempDir Path directory;

  private MesosTestCluster cluster() {
    return MesosTestCluster.builder()
        .directory(directory.resolve("mesos"))
        .allocationInterval(Duration.ofMillis(50))
        .start();
  }

  private static InverseOffer inverse(Scheduler scheduler) {
    return scheduler
        .await(event -> event.getType() == Event.Type.INVERSE_OFFERS)
        .getInverseOffers()
        .getInverseOffers(0);
  }

  private static Call.Builder accept(InverseOffer offer, double refuseSeconds) {
    return Call.newBuilder()
        .setType(Call.Type.ACCEPT_INVERSE_OFFERS)
        .setAcceptInverseOffers(
            Call.AcceptInverseOffers.newBuilder()
                .addInverseOfferIds(offer.getId())
                .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds)));
  }

  @Test
  void whoHasATaskThereIsAskedToLeaveUntilItIsCalledOff() {
    try (MesosTestCluster cluster = cluster();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer offer = scheduler.offer();
      assertThat(offer.hasUnavailability()).isFalse();
      scheduler.launch(offer, Scheduler.task("long", offer.getAgentId(), "sleep 1000").build());
      scheduler.acknowledged("long", TaskState.TASK_RUNNING);

      cluster.scheduleMaintenance(0, SOON, Duration.ofHours(1));
      InverseOffer first = inverse(scheduler);
      assertThat(first.getAgentId()).isEqualTo(offer.getAgentId());
      assertThat(first.getUnavailability().getStart().getNanoseconds())
          .isEqualTo(SOON.getEpochSecond() * 1_000_000_000L);
      assertThat(first.getUnavailability().getDuration().getNanoseconds())
          .isEqualTo(Duration.ofHours(1).toNanos());
      scheduler.call(accept(first, 0));
      InverseOffer second = inverse(scheduler); // the answer has no filter
      assertThat(cluster.maintenanceAnswers(0))
          .isEqualTo(Map.of(scheduler.id().getValue(), MaintenanceAnswer.ACCEPTED));

      cluster.cancelMaintenance(0);
      Event rescind = scheduler.await(event -> event.getType() == Event.Type.RESCIND_INVERSE_OFFER);
      assertThat(rescind.getRescindInverseOffer().getInverseOfferId()).isEqualTo(second.getId());
      scheduler.call(accept(second, 0));
      assertThat(cluster.violations()).isEmpty();
      scheduler.call(accept(first, 0));
      assertThat(cluster.violations())
          .extracting(Violation::kind)
          .containsExactly(Violation.Kind.UNKNOWN_OFFER);
    }
  }

  @Test
  void offersSayWhenTheirAgentGoes() {
    try (MesosTestCluster cluster = cluster();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer before = scheduler.offer();
      cluster.scheduleMaintenance(0, SOON, Duration.ofHours(1));
      Event rescind = scheduler.await(Event::hasRescind);
      assertThat(rescind.getRescind().getOfferId()).isEqualTo(before.getId());
      assertThat(scheduler.offer().hasUnavailability()).isTrue();
      InverseOffer asked = inverse(scheduler);
      scheduler.call(
          Call.newBuilder()
              .setType(Call.Type.DECLINE_INVERSE_OFFERS)
              .setDeclineInverseOffers(
                  Call.DeclineInverseOffers.newBuilder().addInverseOfferIds(asked.getId())));
      assertThat(cluster.maintenanceAnswers(0)).containsValue(MaintenanceAnswer.DECLINED);
      cluster.cancelMaintenance(0);
      assertThat(scheduler.offer().hasUnavailability()).isFalse();
    }
  }
}
