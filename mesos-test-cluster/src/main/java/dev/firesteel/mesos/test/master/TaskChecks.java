package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Whether a master launches a task; refusals become TASK_ERROR. */
final class TaskChecks {
  private static final int LONGEST_ID = 255;

  private TaskChecks() {}

  static Optional<String> wrong(
      TaskInfo task, Framework framework, String agentId, Resources needed, Resources offered) {
    String id = task.getTaskId().getValue();
    Optional<String> name = wrongId(id);
    if (name.isPresent()) {
      return name;
    }
    if (framework.tasks().containsKey(id)) {
      return Optional.of("Task has duplicate ID: " + id);
    }
    if (!task.getAgentId().getValue().equals(agentId)) {
      return Optional.of(
          "Task uses invalid agent "
              + task.getAgentId().getValue()
              + " while agent "
              + agentId
              + " is expected");
    }
    if (task.hasCommand() == task.hasExecutor()) {
      return Optional.of(
          "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
    }
    if (needed.isEmpty()) {
      return Optional.of("Task uses no resources");
    }
    if (!offered.contains(needed)) {
      return Optional.of(
          "Total resources "
              + needed
              + " required by task and its executor is more than available "
              + offered);
    }
    return Optional.empty();
  }

  private static Optional<String> wrongId(String id) {
    if (id.isEmpty()) {
      return Optional.of("ID must not be empty");
    }
    if (id.length() > LONGEST_ID) {
      return Optional.of("ID must not be greater than 255 characters");
    }
    if (id.equals(".") || id.equals("..")) {
      return Optional.of("'" + id + "' is disallowed");
    }
    return id.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')
        ? Optional.of("'" + id + "' contains invalid characters")
        : Optional.empty();
  }
}
