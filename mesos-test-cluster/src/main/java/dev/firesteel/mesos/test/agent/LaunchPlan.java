package dev.firesteel.mesos.test.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Secret;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What is run for a task: command line and environment, as a command executor has them. */
final class LaunchPlan {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private LaunchPlan() {}

  static List<String> command(CommandInfo command) {
    if (command.getShell()) {
      return List.of("/bin/sh", "-c", command.getValue());
    }
    List<String> line = new ArrayList<>();
    line.add(command.getValue());
    // The first argument is the program's name.
    line.addAll(
        command
            .getArgumentsList()
            .subList(Math.min(1, command.getArgumentsCount()), command.getArgumentsCount()));
    return line;
  }

  /** Why the environment cannot be had. */
  static Optional<String> wrong(CommandInfo command) {
    return command.getEnvironment().getVariablesList().stream()
        .filter(each -> each.getType() == Environment.Variable.Type.SECRET)
        .filter(each -> each.getSecret().getType() != Secret.Type.VALUE)
        .map(each -> "Failed to resolve secret of environment variable '" + each.getName() + "'")
        .findFirst();
  }

  static Map<String, String> environment(
      RunKey run,
      FrameworkInfo framework,
      TaskInfo task,
      String agentId,
      String endpoint,
      Path sandbox) {
    Map<String, String> all = new LinkedHashMap<>();
    String host = endpoint.substring(0, endpoint.lastIndexOf(':'));
    all.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse(DEFAULT_PATH));
    all.put("LIBPROCESS_IP", host);
    all.put("LIBPROCESS_PORT", "0");
    all.put("MESOS_AGENT_ENDPOINT", endpoint);
    all.put("MESOS_CHECKPOINT", framework.getCheckpoint() ? "1" : "0");
    all.put("MESOS_DIRECTORY", sandbox.toString());
    all.put("MESOS_EXECUTOR_ID", run.taskId());
    all.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "5secs");
    all.put("MESOS_FRAMEWORK_ID", run.frameworkId());
    all.put("MESOS_HTTP_COMMAND_EXECUTOR", "0");
    all.put("MESOS_SANDBOX", sandbox.toString());
    all.put("MESOS_SLAVE_ID", agentId);
    all.put("MESOS_SLAVE_PID", "slave(1)@" + endpoint);
    if (task.getResourcesCount() > 0) {
      all.put("MESOS_ALLOCATION_ROLE", task.getResources(0).getAllocationInfo().getRole());
    }
    for (Environment.Variable each : task.getCommand().getEnvironment().getVariablesList()) {
      all.put(
          each.getName(),
          each.getType() == Environment.Variable.Type.SECRET
              ? each.getSecret().getValue().getData().toStringUtf8()
              : each.getValue());
    }
    return all;
  }
}
