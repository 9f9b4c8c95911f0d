package dev.firesteel.mesos.test.master;

import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Updates that the master makes itself: without uuid, from SOURCE_MASTER. */
final class Statuses {
  private Statuses() {}

  static TaskStatus.Builder of(
      Book book, TaskID task, TaskState state, TaskStatus.Reason reason, String message) {
    return TaskStatus.newBuilder()
        .setTaskId(task)
        .setState(state)
        .setMessage(message)
        .setTimestamp(book.seconds())
        .setSource(TaskStatus.Source.SOURCE_MASTER)
        .setReason(reason);
  }

  static TaskStatus.Builder of(
      Book book,
      TaskID task,
      AgentID agent,
      TaskState state,
      TaskStatus.Reason reason,
      String message) {
    return of(book, task, state, reason, message).setAgentId(agent);
  }

  /** With what the agent last said of the task's container and health. */
  static TaskStatus latest(Book book, MasterTask task, TaskStatus.Reason reason, String message) {
    TaskStatus.Builder status =
        of(book, task.info().getTaskId(), task.agentId(), task.state(), reason, message);
    Optional<TaskStatus> last = task.last();
    if (last.isPresent()) {
      if (last.get().hasContainerStatus()) {
        status.setContainerStatus(last.get().getContainerStatus());
      }
      if (last.get().hasHealthy()) {
        status.setHealthy(last.get().getHealthy());
      }
    }
    return status.build();
  }

  static TimeInfo nanoseconds(long millis) {
    return TimeInfo.newBuilder().setNanoseconds(millis * 1_000_000).build();
  }

  static Event update(TaskStatus status) {
    return Event.newBuilder()
        .setType(Event.Type.UPDATE)
        .setUpdate(Event.Update.newBuilder().setStatus(status))
        .build();
  }

  /** This state for those who know of partitions, TASK_LOST for the others. */
  static TaskState lostOr(Framework framework, TaskState state) {
    return framework.can(Capability.Type.PARTITION_AWARE) ? state : TaskState.TASK_LOST;
  }
}
