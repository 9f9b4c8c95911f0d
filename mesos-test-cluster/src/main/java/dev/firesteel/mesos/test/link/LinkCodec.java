package dev.firesteel.mesos.test.link;

import dev.firesteel.mesos.test.Violation;
import dev.firesteel.mesos.test.codec.FieldReader;
import dev.firesteel.mesos.test.codec.FieldWriter;
import dev.firesteel.mesos.test.master.AgentFacts;
import dev.firesteel.mesos.test.master.AgentTask;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Messages of a link as bytes: a kind, and fields of which most are protobuf messages. */
final class LinkCodec {
  private enum Kind {
    REGISTER,
    REGISTERED,
    TELL,
    UPDATE,
    BREACH,
    UNREGISTER,
    PING
  }

  private LinkCodec() {}

  static byte[] encode(LinkMessage message) {
    FieldWriter out = new FieldWriter();
    if (message instanceof LinkMessage.Register register) {
      kind(out, Kind.REGISTER).text(register.agentId());
      facts(out, register.facts());
      out.each(register.tasks(), LinkCodec::task);
    } else if (message instanceof LinkMessage.Registered registered) {
      kind(out, Kind.REGISTERED).text(registered.agentId()).number(registered.timeout().toMillis());
    } else if (message instanceof LinkMessage.Tell tell) {
      ToAgentCodec.write(kind(out, Kind.TELL), tell.message());
    } else if (message instanceof LinkMessage.Update update) {
      kind(out, Kind.UPDATE)
          .message(update.frameworkId())
          .message(update.status())
          .number(update.latest().getNumber());
    } else if (message instanceof LinkMessage.Breach breach) {
      kind(out, Kind.BREACH)
          .text(breach.violation().kind().name())
          .text(breach.violation().frameworkId())
          .text(breach.violation().detail());
    } else if (message instanceof LinkMessage.Unregister) {
      kind(out, Kind.UNREGISTER);
    } else if (message instanceof LinkMessage.Ping) {
      kind(out, Kind.PING);
    } else {
      throw new IllegalStateException("Unknown: " + message);
    }
    return out.toBytes();
  }

  private static FieldWriter kind(FieldWriter out, Kind kind) {
    return out.text(kind.name());
  }

  private static void facts(FieldWriter out, AgentFacts facts) {
    out.text(facts.host())
        .text(facts.ip())
        .number(facts.port())
        .each(facts.resources(), FieldWriter::message)
        .each(facts.attributes(), FieldWriter::message)
        .optional(facts.domain(), FieldWriter::message);
  }

  private static void task(FieldWriter out, AgentTask task) {
    out.message(task.framework())
        .message(task.task())
        .number(task.state().getNumber())
        .each(task.statuses(), FieldWriter::message);
  }

  /**
   * The message.
   *
   * @throws IOException if these bytes are none
   */
  static LinkMessage decode(byte[] bytes) throws IOException {
    FieldReader in = new FieldReader(bytes);
    LinkMessage message;
    try {
      message = read(in);
    } catch (IllegalArgumentException e) {
      throw new IOException("No message of a link between master and agent", e);
    }
    in.end();
    return message;
  }

  private static LinkMessage read(FieldReader in) throws IOException {
    return switch (Kind.valueOf(in.text())) {
      case REGISTER -> new LinkMessage.Register(in.text(), facts(in), in.list(LinkCodec::task));
      case REGISTERED -> new LinkMessage.Registered(in.text(), Duration.ofMillis(in.number()));
      case TELL -> new LinkMessage.Tell(ToAgentCodec.read(in));
      case UPDATE ->
          new LinkMessage.Update(
              in.message(FrameworkID.parser()), in.message(TaskStatus.parser()), state(in));
      case BREACH ->
          new LinkMessage.Breach(
              new Violation(Violation.Kind.valueOf(in.text()), in.text(), in.text()));
      case UNREGISTER -> new LinkMessage.Unregister();
      case PING -> new LinkMessage.Ping();
    };
  }

  private static TaskState state(FieldReader in) throws IOException {
    int number = (int) in.number();
    return Optional.ofNullable(TaskState.forNumber(number))
        .orElseThrow(() -> new IllegalArgumentException("No state of a task: " + number));
  }

  private static AgentFacts facts(FieldReader in) throws IOException {
    return new AgentFacts(
        in.text(),
        in.text(),
        (int) in.number(),
        in.list(each -> each.message(Resource.parser())),
        in.list(each -> each.message(Attribute.parser())),
        in.optional(each -> each.message(DomainInfo.parser())));
  }

  private static AgentTask task(FieldReader in) throws IOException {
    return new AgentTask(
        in.message(FrameworkInfo.parser()),
        in.message(TaskInfo.parser()),
        state(in),
        in.list(each -> each.message(TaskStatus.parser())));
  }
}
