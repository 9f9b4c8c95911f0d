package dev.firesteel.mesos.test.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.mesos.test.AgentSpec;
import dev.firesteel.mesos.test.Violation;
import dev.firesteel.mesos.test.master.AgentFacts;
import dev.firesteel.mesos.test.master.AgentTask;
import dev.firesteel.mesos.test.master.ToAgent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTest {
  private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("f-1").build();
  private static final TaskID TASK = TaskID.newBuilder().setValue("t-1").build();
  private static final FrameworkInfo INFO =
      FrameworkInfo.newBuilder().setUser("me").setName("test").setId(FRAMEWORK).build();
  private static final TaskInfo TASK_INFO =
      TaskInfo.newBuilder()
          .setName("t")
          .setTaskId(TASK)
          .setAgentId(AgentID.newBuilder().setValue("a-1"))
          .build();
  private static final TaskStatus STATUS =
      TaskStatus.newBuilder().setTaskId(TASK).setState(TaskState.TASK_RUNNING).build();

  static Stream<LinkMessage> all() {
    AgentSpec spec = AgentSpec.of(2, 512).attribute("rack", "r1");
    return Stream.of(
        new LinkMessage.Register(
            "",
            new AgentFacts(
                "worker1", "10.0.0.3", 5055, spec.resources(), spec.attributes(), Optional.empty()),
            List.of()),
        new LinkMessage.Register(
            "a-1",
            new AgentFacts(
                "h",
                "10.0.0.3",
                0,
                List.of(),
                List.of(),
                Optional.of(DomainInfo.newBuilder().build())),
            List.of(
                new AgentTask(INFO, TASK_INFO, TaskState.TASK_RUNNING, List.of(STATUS, STATUS)))),
        new LinkMessage.Registered("a-1", Duration.ofMillis(1500)),
        new LinkMessage.Update(FRAMEWORK, STATUS, TaskState.TASK_FINISHED),
        new LinkMessage.Breach(new Violation(Violation.Kind.WRONG_ACKNOWLEDGEMENT, "f-1", "tässä")),
        new LinkMessage.Unregister(),
        new LinkMessage.Ping(),
        new LinkMessage.Tell(new ToAgent.Run(INFO, TASK_INFO)),
        new LinkMessage.Tell(new ToAgent.Kill(FRAMEWORK, TASK, KillPolicy.getDefaultInstance())),
        new LinkMessage.Tell(
            new ToAgent.Acknowledged(FRAMEWORK, TASK, ByteString.copyFromUtf8("uuid"))),
        new LinkMessage.Tell(
            new ToAgent.ShutDownExecutor(FRAMEWORK, ExecutorID.newBuilder().setValue("e").build())),
        new LinkMessage.Tell(new ToAgent.ShutDownFramework(FRAMEWORK)),
        new LinkMessage.Tell(new ToAgent.FrameworkIsBack(FRAMEWORK)));
  }

  private static byte[] written(LinkMessage... messages) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (LinkMessage each : messages) {
      Frames.write(out, each);
    }
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @MethodSource("all")
  void messageComesAsItWasSaid(LinkMessage message) throws IOException {
    DataInputStream in = in(written(message, new LinkMessage.Ping()));

    assertThat(Frames.read(in)).isEqualTo(message);
    assertThat(Frames.read(in)).isEqualTo(new LinkMessage.Ping());
    assertThatThrownBy(() -> Frames.read(in)).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void noPartOfAMessageIsOne(LinkMessage message) throws IOException {
    byte[] whole = written(message);

    for (int i = 0; i < whole.length; i++) {
      byte[] part = Arrays.copyOf(whole, i);
      assertThatThrownBy(() -> Frames.read(in(part))).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void strangerIsRefused() {
    assertThatThrownBy(
            () -> Frames.read(in("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Not a master or an agent");
    assertThatThrownBy(() -> Frames.read(in(new byte[] {-1, -1, -1, -1})))
        .isInstanceOf(IOException.class);
  }

  @Test
  void wrongBytesAreNoMessage() throws IOException {
    byte[] unknownKind = {0, 0, 0, 8, 0, 0, 0, 4, 'S', 'I', 'N', 'G'};
    byte[] longField = {0, 0, 0, 4, 0, 0, 1, 0};
    byte[] more = written(new LinkMessage.Ping());
    more[3]++;

    for (byte[] each : List.of(unknownKind, longField, Arrays.copyOf(more, more.length + 1))) {
      assertThatThrownBy(() -> Frames.read(in(each)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(EOFException.class);
    }
  }
}
