package dev.firesteel.mesos.test;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The double, held against what a real Mesos was seen to do. */
class RecordingsTest {
  @TempDir Path directory;

  private ClusterBuilder builder() {
    return MesosTestCluster.builder()
        .directory(directory.resolve("mesos"))
        .allocationInterval(Duration.ofMillis(200))
        .reregistration(Duration.ofMillis(200))
        .agentPings(Duration.ofMillis(200), 2);
  }

  private static void replay(ClusterBuilder builder, String recording) throws Exception {
    try (MesosTestCluster cluster = builder.start();
        Replay replay = new Replay(cluster, recording)) {
      replay.run();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02-launch-finish-pb",
        "03-decline-revive-suppress-pb",
        "04-kill-pb",
        "05-reconcile-pb",
        "06-failing-tasks-pb",
        "08-launch-errors-pb",
        "09a-agent-killed-checkpoint-pb",
        "09b-agent-killed-checkpoint-partition-aware-pb",
        "09c-agent-killed-no-checkpoint-pb",
        "09e-agent-graceful-shutdown-pb",
        "12-failover-pb",
        "14-teardown-pb",
        "19b-master-restart-replicated-log-pb",
        "23-partition-aware-errors-pb",
        "24-other-calls-pb"
      })
  void sameEventsAsRecorded(String recording) throws Exception {
    replay(builder(), recording);
  }

  @Test
  void badCallsAreAnsweredAsRecorded() throws Exception {
    try (MesosTestCluster cluster = builder().start();
        Replay replay = new Replay(cluster, "11-bad-calls-pb")) {
      // The recorded master had seen this id come and go.
      try (Scheduler before =
          Scheduler.subscribed(
              cluster,
              Scheduler.info()
                  .setId(
                      FrameworkID.newBuilder()
                          .setValue("11111111-2222-3333-4444-555555555555-0000"))
                  .build())) {
        before.teardown();
      }
      replay.run();
    }
  }

  @Test
  void updatesRepeatAsRecorded() throws Exception {
    replay(builder().updateRetry(Duration.ofMillis(500)), "07-no-acknowledge-pb");
  }

  @Test
  void agentsQuickRestartIsSeenAsRecorded() throws Exception {
    replay(builder().agentPings(Duration.ofSeconds(15), 5), "09f-agent-quick-restart-pb");
  }

  @Test
  void masterWithoutMemoryAnswersAsRecorded() throws Exception {
    replay(
        builder().registry(Registry.IN_MEMORY).reregistration(Duration.ofSeconds(1)),
        "19-master-restart-pb");
  }

  @Test
  void credentialsAreAskedForAsRecorded() throws Exception {
    replay(
        builder().credential("probe", "s3cret").credential("other", "x"), "20-authentication-pb");
  }
}
