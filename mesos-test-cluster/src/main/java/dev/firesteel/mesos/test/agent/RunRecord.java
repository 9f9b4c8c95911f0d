package dev.firesteel.mesos.test.agent;

import dev.firesteel.mesos.test.codec.FieldReader;
import dev.firesteel.mesos.test.codec.FieldWriter;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * A run as it is kept.
 *
 * @param killed whether it was asked to end
 * @param statuses all that was said of it, in order; the last one has its state
 * @param unacknowledged those at the end of them that were not acknowledged
 */
record RunRecord(
    RunKey key,
    FrameworkInfo framework,
    TaskInfo task,
    boolean killed,
    List<TaskStatus> statuses,
    List<TaskStatus> unacknowledged) {
  RunRecord {
    statuses = List.copyOf(statuses);
    unacknowledged = List.copyOf(unacknowledged);
  }

  static void write(FieldWriter out, RunRecord run) {
    out.text(run.key().frameworkId())
        .text(run.key().taskId())
        .text(run.key().containerId())
        .message(run.framework())
        .message(run.task())
        .flag(run.killed())
        .each(run.statuses(), FieldWriter::message)
        .each(run.unacknowledged(), FieldWriter::message);
  }

  static RunRecord read(FieldReader in) throws IOException {
    return new RunRecord(
        new RunKey(in.text(), in.text(), in.text()),
        in.message(FrameworkInfo.parser()),
        in.message(TaskInfo.parser()),
        in.flag(),
        in.list(each -> each.message(TaskStatus.parser())),
        in.list(each -> each.message(TaskStatus.parser())));
  }
}
