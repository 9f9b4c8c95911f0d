package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MannersTest {
  @TempDir Path directory;

  private ClusterBuilder builder() {
    return MesosTestCluster.builder()
        .directory(directory.resolve("mesos"))
        .allocationInterval(Duration.ofMillis(100));
  }

  private static List<Violation.Kind> kinds(MesosTestCluster cluster) {
    return cluster.violations().stream().map(Violation::kind).toList();
  }

  @Test
  void offerUsedTwiceIsRecorded() {
    try (MesosTestCluster cluster = builder().start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      OfferID offer = scheduler.offer().getId();
      Call.Builder decline =
          Call.newBuilder()
              .setType(Call.Type.DECLINE)
              .setDecline(Call.Decline.newBuilder().addOfferIds(offer));

      scheduler.call(decline);
      assertThat(cluster.violations()).isEmpty();
      scheduler.call(decline);

      assertThat(kinds(cluster)).containsExactly(Violation.Kind.UNKNOWN_OFFER);
    }
  }

  @Test
  void callThatCrossesARescindIsNoBreach() {
    try (MesosTestCluster cluster = builder().start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer offer = scheduler.offer();

      cluster.rescindAll();
      scheduler.launch(offer, Scheduler.task("late", offer.getAgentId(), "true").build());

      assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_LOST);
      assertThat(cluster.violations()).isEmpty();
    }
  }

  /** Recorded in scenario 21. */
  @Test
  void roleThatMayNotBeIsRefusedWithTheRecordedSentence() {
    try (MesosTestCluster cluster = builder().roles("alpha", "beta").start();
        Scheduler scheduler =
            Scheduler.subscribed(
                cluster, Scheduler.info().clearRoles().addRoles("gamma").build())) {
      assertThat(scheduler.refusal())
          .isEqualTo("Roles { gamma } are not present in the master's --roles");
      assertThat(kinds(cluster)).containsExactly(Violation.Kind.REFUSED_SUBSCRIPTION);
    }
  }

  /** Recorded in scenario 21. */
  @Test
  void offerThatIsOutForTooLongIsRescindedAndMadeAgain() {
    try (MesosTestCluster cluster = builder().offerTimeout(Duration.ofMillis(300)).start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer first = scheduler.offer();
      assertThat(scheduler.await(Event::hasRescind).getRescind().getOfferId())
          .isEqualTo(first.getId());
      assertThat(scheduler.offer().getId()).isNotEqualTo(first.getId());
      scheduler.launch(first, Scheduler.task("late", first.getAgentId(), "true").build());
      TaskStatus update = scheduler.update();
      assertThat(update.getState()).isEqualTo(TaskState.TASK_LOST);
      assertThat(update.getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
      assertThat(update.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
      assertThat(update.hasUuid()).isFalse();
    }
  }

  @Test
  void updateThatHadToBeRepeatedIsRecorded() {
    try (MesosTestCluster cluster = builder().updateRetry(Duration.ofMillis(100)).start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer offer = scheduler.offer();
      scheduler.launch(offer, Scheduler.task("one", offer.getAgentId(), "true").build());

      assertThat(scheduler.update().getUuid()).isEqualTo(scheduler.update().getUuid());

      assertThat(kinds(cluster)).contains(Violation.Kind.ACKNOWLEDGEMENT_MISSING);
    }
  }

  @Test
  void secondFrameworkGetsItsShare() {
    try (MesosTestCluster cluster = builder().agents(4).start();
        Scheduler first =
            Scheduler.subscribed(cluster, Scheduler.info().clearRoles().addRoles("a").build());
        Scheduler second =
            Scheduler.subscribed(cluster, Scheduler.info().clearRoles().addRoles("b").build())) {
      first.offer();

      cluster.rescindAll();

      assertThat(second.offer().getAllocationInfo().getRole()).isEqualTo("b");
      assertThat(first.offer().getAllocationInfo().getRole()).isEqualTo("a");
    }
  }

  @Test
  void nothingIsLeftWhenItIsClosed() {
    ProcessHandle process;
    try (MesosTestCluster cluster = builder().start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer offer = scheduler.offer();
      scheduler.launch(offer, Scheduler.task("long", offer.getAgentId(), "sleep 1000").build());
      scheduler.acknowledged("long", TaskState.TASK_RUNNING);
      process = ProcessHandle.of(cluster.tasks().get(0).pid().orElseThrow()).orElseThrow();
      assertThat(process.isAlive()).isTrue();
    }

    process.onExit().join();
    assertThat(directory.resolve("mesos")).doesNotExist();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(Thread::isAlive)
        .extracting(Thread::getName)
        .noneMatch(name -> name.equals("mesos-double") || name.equals("mesos-double-accept"));
  }
}
