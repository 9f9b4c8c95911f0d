package dev.firesteel.backend.yarn.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why an application does not run yet; texts as the ResourceManager of Hadoop 3.5 writes them. */
class AdmissionTest {
  private static final String DETAILS =
      " Details : AM Partition = <DEFAULT_PARTITION>; AM Resource Request = <memory:1024,"
          + " vCores:1>; Queue Resource Limit for AM = <memory:512, vCores:1>; User AM Resource"
          + " Limit of the queue = <memory:256, vCores:1>; Queue AM Resource Usage = <memory:500,"
          + " vCores:1>; ";

  private static PendingReason accepted(String said) {
    return Admission.of("etl", YarnApplicationState.ACCEPTED, said).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      value = YarnApplicationState.class,
      names = {"RUNNING", "FINISHED", "FAILED", "KILLED"})
  void whatRunsOrHasEndedDoesNotWait(YarnApplicationState state) {
    assertThat(Admission.of("etl", state, "whatever")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = YarnApplicationState.class,
      names = {"NEW", "NEW_SAVING", "SUBMITTED"})
  void whatIsNotAcceptedYetWaits(YarnApplicationState state) {
    PendingReason reason = Admission.of("etl", state, "").orElseThrow();
    assertThat(reason.kind()).isEqualTo(Kind.WAITING);
    assertThat(reason.detail()).contains("'etl'", "(wait");
  }

  @Test
  void theQueuesLimitForMastersIsToldWithItsNumbers() {
    PendingReason reason =
        accepted(
            "[Sun Nov 22 22:00:00 +0000 2026] Application is added to the scheduler and is not yet"
                + " activated. Queue's AM resource limit exceeded. "
                + DETAILS);
    assertThat(reason.kind()).isEqualTo(Kind.QUOTA);
    assertThat(reason.detail())
        .contains(
            "AM Resource Request memory:1024, vCores:1",
            "Queue Resource Limit for AM memory:512, vCores:1",
            "Queue AM Resource Usage memory:500, vCores:1",
            "yarn.scheduler.capacity.etl.maximum-am-resource-percent");
  }

  @Test
  void theUsersLimitForMastersIsTold() {
    PendingReason reason =
        accepted("is not yet activated. User's AM resource limit exceeded. " + DETAILS);
    assertThat(reason.kind()).isEqualTo(Kind.QUOTA);
    assertThat(reason.detail())
        .contains("of this user", "User AM Resource Limit of the queue memory:256")
        .contains("user-limit-factor");
  }

  @Test
  void aClusterWithoutNodesIsTold() {
    PendingReason reason = accepted("Skipping AM assignment as cluster resource is empty. ");
    assertThat(reason.kind()).isEqualTo(Kind.CONSTRAINTS);
    assertThat(reason.detail()).contains("no node", "start NodeManagers");
  }

  @Test
  void aMasterWithoutRoomIsTold() {
    PendingReason reason =
        accepted("Application is Activated, waiting for resources to be assigned for AM. ");
    assertThat(reason.kind()).isEqualTo(Kind.CLUSTER_BUSY);
    assertThat(reason.detail()).contains("lower firesteel.driver.memory");
  }

  @Test
  void aMasterThatStartsIsTold() {
    assertThat(
            accepted(
                    "Scheduler has assigned a container for AM, waiting for AM container to be"
                        + " launched")
                .detail())
        .contains("is starting");
    assertThat(accepted("AM container is launched, waiting for AM container to Register with RM"))
        .extracting(PendingReason::kind)
        .isEqualTo(Kind.WAITING);
  }

  @Test
  void otherWordsArePassedOn() {
    assertThat(accepted("the moon is full").detail()).contains("the moon is full", "(wait");
    assertThat(accepted("").detail()).contains("max-parallel-apps").doesNotContain("says");
  }
}
