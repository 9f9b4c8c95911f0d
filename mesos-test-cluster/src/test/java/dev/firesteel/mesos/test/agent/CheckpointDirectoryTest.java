package dev.firesteel.mesos.test.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.mesos.test.master.ToAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {
  private static final String NO_SUCH_PROCESS =
      "%d (sh) S 1 %<d %<d 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 1 0";

  @TempDir Path directory;
  private CheckpointDirectory checkpoints;

  @BeforeEach
  void open() throws Exception {
    checkpoints = CheckpointDirectory.in(directory.resolve("meta"));
  }

  private static Agent agent() {
    return new Agent("127.0.0.1", 1000, UUID::randomUUID);
  }

  private static Agent withTask(String task, boolean checkpoint) {
    Agent agent = agent();
    agent.registeredAs("agent-1");
    agent.receive(
        0,
        new ToAgent.Run(
            FrameworkInfo.newBuilder()
                .setUser("me")
                .setName("test")
                .setCheckpoint(checkpoint)
                .setId(FrameworkID.newBuilder().setValue("f"))
                .build(),
            TaskInfo.newBuilder()
                .setName(task)
                .setTaskId(TaskID.newBuilder().setValue(task))
                .setAgentId(AgentID.newBuilder().setValue("agent-1"))
                .build()));
    return agent;
  }

  private static RunKey run(Agent agent) {
    return agent.containers().keySet().iterator().next();
  }

  private Agent recovered() throws Exception {
    Agent next = agent();
    CheckpointDirectory.in(directory.resolve("meta"))
        .recover(
            10,
            next,
            new Containerizer(
                new Sandboxes(directory),
                "127.0.0.1:1",
                Runnable::run,
                Checkpoints.none(),
                new Containerizer.Listener() {
                  @Override
                  public void started(RunKey run, long pid) {}

                  @Override
                  public void ended(RunKey run, Ending ending) {}
                }));
    return next;
  }

  private static TaskState state(Agent agent) {
    return agent.tasks().get(0).state();
  }

  private void leave(RunKey run, String name, String text) throws Exception {
    Path files = Path.of(checkpoints.traced(run, List.of("true")).get(4));
    Files.writeString(files.resolve(name), text);
  }

  @Test
  void firstAgentOfADirectoryHasNothing() throws Exception {
    Agent agent = recovered();

    assertThat(agent.id()).isEmpty();
    assertThat(agent.tasks()).isEmpty();
  }

  @Test
  void nothingButTheIdIsKeptOfTasksThatDoNotCheckpoint() throws Exception {
    Agent last = withTask("t", false);
    leave(run(last), "stat", NO_SUCH_PROCESS.formatted(1 << 30));
    checkpoints.save(last);

    Agent agent = recovered();

    assertThat(agent.id()).isEqualTo("agent-1");
    assertThat(agent.tasks()).isEmpty();
    assertThat(directory.resolve("meta/runs")).isEmptyDirectory();
  }

  @Test
  void taskWithoutProcessHasFailed() throws Exception {
    checkpoints.save(withTask("t", true));

    assertThat(state(recovered())).isEqualTo(TaskState.TASK_FAILED);
  }

  @Test
  void taskThatEndedMeanwhileHasItsExitValue() throws Exception {
    Agent last = withTask("t", true);
    last.started(5, run(last), 7);
    checkpoints.save(last);
    leave(run(last), "stat", NO_SUCH_PROCESS.formatted(1 << 30));
    leave(run(last), "exit", "0\n");

    Agent agent = recovered();

    assertThat(state(agent)).isEqualTo(TaskState.TASK_FINISHED);
    assertThat(agent.tasks().get(0).statuses())
        .extracting(each -> each.getState().name())
        .containsExactly("TASK_STARTING", "TASK_RUNNING", "TASK_FINISHED");
  }

  @Test
  void taskThatLeftNoExitValueWasKilled() throws Exception {
    Agent last = withTask("t", true);
    checkpoints.save(last);
    leave(run(last), "stat", NO_SUCH_PROCESS.formatted(1 << 30));

    Agent agent = recovered();

    assertThat(agent.tasks().get(0).statuses())
        .last()
        .extracting(each -> each.getState() + " " + each.getMessage())
        .isEqualTo("TASK_FAILED Command terminated with signal Killed");
  }

  @Test
  void endedTaskIsToldUntilItIsAcknowledged() throws Exception {
    Agent last = withTask("t", true);
    last.ended(5, run(last), new Ending.Exit(0));
    checkpoints.save(last);

    Agent agent = recovered();
    agent.effects();
    agent.resendAll(20);

    assertThat(agent.effects()).hasSize(1).first().isInstanceOf(AgentEffect.Update.class);
  }

  @Test
  void nextAgentAfterAnOrderlyEndIsANewOne() throws Exception {
    checkpoints.save(withTask("t", true));
    checkpoints.clear();

    assertThat(recovered().id()).isEmpty();
  }
}
