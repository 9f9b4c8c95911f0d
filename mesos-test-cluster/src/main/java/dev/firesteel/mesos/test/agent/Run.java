package dev.firesteel.mesos.test.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** One task at an agent, from its launch to the acknowledgement of its end. */
final class Run {
  private final RunKey key;
  private final FrameworkInfo framework;
  private final TaskInfo task;
  private final UpdateStream updates;
  private final List<TaskStatus> statuses = new ArrayList<>();
  private TaskState state = TaskState.TASK_STAGING;
  private boolean killed;
  private OptionalLong pid = OptionalLong.empty();
  private long destroyAt = Long.MAX_VALUE;

  Run(RunKey key, FrameworkInfo framework, TaskInfo task, UpdateStream updates) {
    this.key = key;
    this.framework = framework;
    this.task = task;
    this.updates = updates;
  }

  RunKey key() {
    return key;
  }

  FrameworkInfo framework() {
    return framework;
  }

  TaskInfo task() {
    return task;
  }

  UpdateStream updates() {
    return updates;
  }

  List<TaskStatus> statuses() {
    return statuses;
  }

  TaskState state() {
    return state;
  }

  void status(TaskStatus status) {
    statuses.add(status);
    state = status.getState();
  }

  RunRecord record() {
    return new RunRecord(key, framework, task, killed, statuses, updates.unacknowledged());
  }

  boolean killed() {
    return killed;
  }

  void kill(long destroyBy) {
    killed = true;
    destroyAt = Math.min(destroyAt, destroyBy);
  }

  OptionalLong pid() {
    return pid;
  }

  void started(long process) {
    pid = OptionalLong.of(process);
  }

  void ended() {
    pid = OptionalLong.empty();
    destroyAt = Long.MAX_VALUE;
  }

  long destroyAt() {
    return destroyAt;
  }

  void destroyed() {
    destroyAt = Long.MAX_VALUE;
  }
}
