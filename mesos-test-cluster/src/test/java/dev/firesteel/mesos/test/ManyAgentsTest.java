package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyAgentsTest {
  @TempDir Path directory;

  @Test
  void thousandAgentsOfferAtOnceAndRunTasks() {
    try (MesosTestCluster cluster =
            MesosTestCluster.builder().directory(directory.resolve("mesos")).agents(1_000).start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Event.Offers offers = scheduler.await(Event::hasOffers).getOffers();
      assertThat(offers.getOffersCount()).isEqualTo(1_000);
      assertThat(offers.getOffersList().stream().map(Offer::getHostname).distinct()).hasSize(1_000);

      Offer last = offers.getOffers(999);
      scheduler.launch(last, Scheduler.task("one", last.getAgentId(), "true").build());

      scheduler.acknowledged("one", TaskState.TASK_FINISHED);
      assertThat(cluster.violations()).isEmpty();
    }
  }
}
