package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task as the master knows it. */
final class MasterTask {
  private final TaskInfo info;
  private final String frameworkId;
  private final Resources resources;
  private final List<TaskStatus> statuses = new ArrayList<>();
  private TaskState state;
  private boolean released;

  MasterTask(TaskInfo info, String frameworkId, Resources resources, TaskState state) {
    this.info = info;
    this.frameworkId = frameworkId;
    this.resources = resources;
    this.state = state;
  }

  TaskInfo info() {
    return info;
  }

  String id() {
    return info.getTaskId().getValue();
  }

  AgentID agentId() {
    return info.getAgentId();
  }

  String frameworkId() {
    return frameworkId;
  }

  TaskState state() {
    return state;
  }

  List<TaskStatus> statuses() {
    return statuses;
  }

  Optional<TaskStatus> last() {
    return statuses.isEmpty() ? Optional.empty() : Optional.of(statuses.get(statuses.size() - 1));
  }

  /** What it holds of its agent: nothing once it has ended. */
  Resources held() {
    return released ? Resources.NONE : resources;
  }

  Resources resources() {
    return resources;
  }

  void update(TaskStatus status, TaskState latest) {
    boolean known =
        status.hasUuid()
            && statuses.stream().anyMatch(each -> each.getUuid().equals(status.getUuid()));
    if (!known) {
      statuses.add(status);
    }
    state = latest;
    if (States.isTerminal(latest)) {
      released = true;
    }
  }
}
