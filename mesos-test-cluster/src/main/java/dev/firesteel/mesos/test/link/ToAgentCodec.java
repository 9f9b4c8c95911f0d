package dev.firesteel.mesos.test.link;

import dev.firesteel.mesos.test.codec.FieldReader;
import dev.firesteel.mesos.test.codec.FieldWriter;
import dev.firesteel.mesos.test.master.ToAgent;
import java.io.IOException;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What a master says to an agent, as fields. */
final class ToAgentCodec {
  private enum Kind {
    RUN,
    KILL,
    ACKNOWLEDGED,
    SHUT_DOWN_EXECUTOR,
    SHUT_DOWN_FRAMEWORK,
    FRAMEWORK_IS_BACK
  }

  private ToAgentCodec() {}

  static void write(FieldWriter out, ToAgent message) {
    if (message instanceof ToAgent.Run run) {
      kind(out, Kind.RUN).message(run.framework()).message(run.task());
    } else if (message instanceof ToAgent.Kill kill) {
      kind(out, Kind.KILL)
          .message(kill.frameworkId())
          .message(kill.taskId())
          .message(kill.policy());
    } else if (message instanceof ToAgent.Acknowledged ack) {
      kind(out, Kind.ACKNOWLEDGED)
          .message(ack.frameworkId())
          .message(ack.taskId())
          .bytes(ack.uuid().toByteArray());
    } else if (message instanceof ToAgent.ShutDownExecutor shutdown) {
      kind(out, Kind.SHUT_DOWN_EXECUTOR)
          .message(shutdown.frameworkId())
          .message(shutdown.executorId());
    } else if (message instanceof ToAgent.ShutDownFramework shutdown) {
      kind(out, Kind.SHUT_DOWN_FRAMEWORK).message(shutdown.frameworkId());
    } else if (message instanceof ToAgent.FrameworkIsBack back) {
      kind(out, Kind.FRAMEWORK_IS_BACK).message(back.frameworkId());
    } else {
      throw new IllegalStateException("Unknown: " + message);
    }
  }

  private static FieldWriter kind(FieldWriter out, Kind kind) {
    return out.text(kind.name());
  }

  static ToAgent read(FieldReader in) throws IOException {
    return switch (Kind.valueOf(in.text())) {
      case RUN ->
          new ToAgent.Run(in.message(FrameworkInfo.parser()), in.message(TaskInfo.parser()));
      case KILL -> new ToAgent.Kill(framework(in), task(in), in.message(KillPolicy.parser()));
      case ACKNOWLEDGED ->
          new ToAgent.Acknowledged(framework(in), task(in), ByteString.copyFrom(in.bytes()));
      case SHUT_DOWN_EXECUTOR ->
          new ToAgent.ShutDownExecutor(framework(in), in.message(ExecutorID.parser()));
      case SHUT_DOWN_FRAMEWORK -> new ToAgent.ShutDownFramework(framework(in));
      case FRAMEWORK_IS_BACK -> new ToAgent.FrameworkIsBack(framework(in));
    };
  }

  private static FrameworkID framework(FieldReader in) throws IOException {
    return in.message(FrameworkID.parser());
  }

  private static TaskID task(FieldReader in) throws IOException {
    return in.message(TaskID.parser());
  }
}
