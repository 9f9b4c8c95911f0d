package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  @TempDir Path directory;

  private ClusterBuilder builder() {
    return MesosTestCluster.builder()
        .directory(directory.resolve("mesos"))
        .allocationInterval(Duration.ofMillis(100))
        .reregistration(Duration.ofMillis(100))
        .electionTimeout(Duration.ofMillis(200));
  }

  @Test
  void agentThatWentInOrderComesBackAsAnother() {
    try (MesosTestCluster cluster = builder().start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer before = scheduler.offer();

      cluster.shutDownAgent(0);
      scheduler.await(Event::hasRescind);
      scheduler.await(Event::hasFailure);
      cluster.restartAgent(0);

      assertThat(scheduler.offer().getAgentId()).isNotEqualTo(before.getAgentId());
    }
  }

  @Test
  void tasksOfAPartitionedAgentComeBackWithIt() {
    try (MesosTestCluster cluster = builder().agentPings(Duration.ofMillis(100), 2).start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer offer = scheduler.offer();
      scheduler.launch(offer, Scheduler.task("long", offer.getAgentId(), "sleep 1000").build());
      scheduler.acknowledged("long", TaskState.TASK_RUNNING);

      cluster.partition(0);
      scheduler.acknowledged("long", TaskState.TASK_LOST);
      scheduler.await(Event::hasFailure);
      assertThat(cluster.tasks()).hasSize(1);
      cluster.heal(0);

      scheduler.acknowledged("long", TaskState.TASK_RUNNING);
    }
  }

  @Test
  void standbyLeadsAndRedirects() throws Exception {
    try (MesosTestCluster cluster = builder().standbys(1).zooKeeper().start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      String first = cluster.master();
      assertThat(cluster.zooKeeper().orElseThrow()).startsWith("zk://127.0.0.1:");
      Offer offer = scheduler.offer();
      scheduler.launch(offer, Scheduler.task("long", offer.getAgentId(), "sleep 1000").build());
      scheduler.acknowledged("long", TaskState.TASK_RUNNING);

      cluster.failOver();
      scheduler.await(event -> event.getType() == Event.Type.UNKNOWN);
      String second = cluster.masters().get(1);
      while (cluster.master().equals(first)) {
        Thread.onSpinWait();
      }
      assertThat(cluster.master()).isEqualTo(second);
      try (Scheduler again =
          Scheduler.subscribed(cluster, Scheduler.info().setId(scheduler.id()).build())) {
        again.offer();
        again.call(
            Call.newBuilder()
                .setType(Call.Type.RECONCILE)
                .setReconcile(Call.Reconcile.getDefaultInstance()));
        assertThat(again.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
        again.teardown();
      }
    }
  }
}
