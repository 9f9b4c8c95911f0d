package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Describes JVMs as tasks under Mesos' own command executor, in the containers and with the
 * variables and labels that settings say. Safe for any thread.
 */
public final class JvmTasks {
  private final Config config;
  private final JvmScript script;
  private final Optional<ContainerInfo> container;
  private final SortedMap<String, String> variables;

  /**
   * As the settings say.
   *
   * @throws FiresteelException if they cannot be meant
   */
  public JvmTasks(Config config) {
    this.config = config;
    script = new JvmScript(config);
    container = ContainerInfos.of(config);
    variables = TaskEnvironment.settings(config, LaunchKeys.ENVIRONMENT);
  }

  /**
   * The task that runs a program.
   *
   * @param id the task's id, which becomes the id of Mesos' executor too
   * @param agent where it is launched
   * @param resources what it takes of offers
   * @throws FiresteelException if no shell can pass an option or argument on
   */
  public TaskInfo of(JvmTask program, TaskID id, AgentID agent, List<Resource> resources) {
    TaskInfo.Builder task =
        TaskInfo.newBuilder()
            .setName(program.name())
            .setTaskId(id)
            .setAgentId(agent)
            .addAllResources(resources)
            .setCommand(command(program))
            .setKillPolicy(KillPolicy.newBuilder().setGracePeriod(duration(program.grace())))
            .setLabels(labels(program));
    container.ifPresent(task::setContainer);
    return task.build();
  }

  private CommandInfo command(JvmTask program) {
    return CommandInfo.newBuilder()
        .setShell(true)
        .setValue(script.of(program))
        .setEnvironment(
            TaskEnvironment.of(variables, program.secrets(), config.get(ContainerKeys.TYPE)))
        .addAllUris(program.files().uris())
        .build();
  }

  private static DurationInfo duration(Duration time) {
    return DurationInfo.newBuilder().setNanoseconds(time.toNanos()).build();
  }

  private Labels labels(JvmTask program) {
    Labels.Builder labels = Labels.newBuilder();
    program.labels().forEach((key, value) -> labels.addLabels(label(key, value)));
    for (String each : config.get(LaunchKeys.LABELS)) {
      int colon = each.indexOf(':');
      labels.addLabels(
          colon < 0
              ? Label.newBuilder().setKey(each)
              : label(each.substring(0, colon).strip(), each.substring(colon + 1).strip()));
    }
    return labels.build();
  }

  private static Label.Builder label(String key, String value) {
    return Label.newBuilder().setKey(key).setValue(value);
  }
}
