package dev.firesteel.mesos.test.master;

import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * A task that an agent tells of when it registers again.
 *
 * @param framework whose it is
 * @param state its latest state
 * @param statuses what was said of it so far
 */
public record AgentTask(
    FrameworkInfo framework, TaskInfo task, TaskState state, List<TaskStatus> statuses) {
  /** Copies. */
  public AgentTask {
    statuses = List.copyOf(statuses);
  }
}
