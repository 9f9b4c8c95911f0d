package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {
  @TempDir Path directory;

  private MesosTestCluster cluster() {
    return MesosTestCluster.builder().directory(directory.resolve("mesos")).start();
  }

  @Test
  void taskRunsAndFinishes() throws Exception {
    try (MesosTestCluster cluster = cluster();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer offer = scheduler.offer();

      scheduler.launch(
          offer, Scheduler.task("hello", offer.getAgentId(), "echo hi; echo err >&2").build());

      scheduler.acknowledged("hello", TaskState.TASK_STARTING);
      Path sandbox = cluster.tasks().get(0).sandbox();
      scheduler.acknowledged("hello", TaskState.TASK_RUNNING);
      TaskStatus finished = scheduler.acknowledged("hello", TaskState.TASK_FINISHED);
      assertThat(finished.getMessage()).isEqualTo("Command exited with status 0");
      assertThat(finished.hasReason()).isFalse();
      assertThat(Files.readString(sandbox.resolve("stdout"))).isEqualTo("hi\n");
      assertThat(Files.readString(sandbox.resolve("stderr"))).isEqualTo("err\n");
      scheduler.teardown();
      scheduler.await(event -> event.getType() == Event.Type.UNKNOWN);
      assertThat(cluster.violations()).isEmpty();
    }
    assertThat(directory.resolve("mesos")).doesNotExist();
  }

  @Test
  void taskKilledBeforeItRanNeverStarted() {
    try (MesosTestCluster cluster =
            MesosTestCluster.builder()
                .directory(directory.resolve("mesos"))
                .launchDelay(Duration.ofSeconds(600))
                .start();
        Scheduler scheduler = Scheduler.subscribed(cluster, Scheduler.info().build())) {
      Offer offer = scheduler.offer();
      scheduler.launch(offer, Scheduler.task("n2", offer.getAgentId(), "sleep 1000").build());

      scheduler.kill("n2");

      TaskStatus killed = scheduler.update();
      assertThat(killed.getState()).isEqualTo(TaskState.TASK_KILLED);
      assertThat(killed.getMessage()).isEqualTo("Killed before delivery to the executor");
      assertThat(killed.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_KILLED_DURING_LAUNCH);
    }
  }

  @Test
  void killedTaskTellsSoOnItsWay() {
    try (MesosTestCluster cluster = cluster();
        Scheduler scheduler =
            Scheduler.subscribed(
                cluster, Scheduler.info(Capability.Type.TASK_KILLING_STATE).build())) {
      Offer offer = scheduler.offer();
      scheduler.launch(offer, Scheduler.task("long", offer.getAgentId(), "sleep 1000").build());
      scheduler.acknowledged("long", TaskState.TASK_RUNNING);

      scheduler.kill("long");

      scheduler.acknowledged("long", TaskState.TASK_KILLING);
      TaskStatus killed = scheduler.acknowledged("long", TaskState.TASK_KILLED);
      assertThat(killed.getMessage()).isEqualTo("Command terminated with signal Terminated");
    }
  }
}
