package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.MesosKeys;
import dev.firesteel.backend.mesos.serve.Provision;
import dev.firesteel.backend.mesos.serve.Provisions;
import dev.firesteel.shipping.ContainerJvm;
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

/** Tasks that run executors under Mesos' own command executor, with files that this JVM serves. */
public final class TaskInfos implements ExecutorTasks {
  private final String application;
  private final String name;
  private final Config config;
  private final Provisions provisions;
  private final ExecutorScript script;
  private final Optional<ContainerInfo> container;
  private final SortedMap<String, String> variables;

  private TaskInfos(String application, String name, Config config, Provisions provisions) {
    this.application = application;
    this.name = name;
    this.config = config;
    this.provisions = provisions;
    script = new ExecutorScript(config);
    container = ContainerInfos.of(config);
    variables = TaskEnvironment.settings(config, LaunchKeys.ENVIRONMENT);
  }

  /**
   * For an application; begins to pack what its executors need.
   *
   * @throws FiresteelException if a setting is wrong, or a file not there
   */
  public static TaskInfos of(BackendContext context) {
    Provisions provisions = Provisions.of(context.config());
    TaskInfos tasks =
        new TaskInfos(
            context.application().value(), context.applicationName(), context.config(), provisions);
    try {
      provisions.check();
    } catch (FiresteelException e) {
      provisions.close();
      throw e;
    }
    if (!context.executorClassPath().isEmpty()) {
      provisions.prepare(context.executorClassPath());
    }
    return tasks;
  }

  static TaskInfos of(String application, String name, Config config, Provisions provisions) {
    return new TaskInfos(application, name, config, provisions);
  }

  @Override
  public TaskInfo task(ExecutorLaunch launch, TaskID id, AgentID agent, List<Resource> resources) {
    Provision files = provisions.provide(launch.program().classPath());
    TaskInfo.Builder task =
        TaskInfo.newBuilder()
            .setName(name + " " + launch.executor())
            .setTaskId(id)
            .setAgentId(agent)
            .addAllResources(resources)
            .setCommand(command(launch, files))
            .setKillPolicy(KillPolicy.newBuilder().setGracePeriod(grace()))
            .setLabels(labels(launch));
    container.ifPresent(task::setContainer);
    return task.build();
  }

  private CommandInfo command(ExecutorLaunch launch, Provision files) {
    ContainerJvm jvm = ContainerJvm.ofExecutor(config, launch.profile());
    return CommandInfo.newBuilder()
        .setShell(true)
        .setValue(script.of(launch, jvm, files))
        .setEnvironment(
            TaskEnvironment.of(variables, launch.environment(), config.get(ContainerKeys.TYPE)))
        .addAllUris(files.uris())
        .build();
  }

  private DurationInfo grace() {
    return DurationInfo.newBuilder()
        .setNanoseconds(config.get(MesosKeys.RELEASE_GRACE).toNanos())
        .build();
  }

  private Labels labels(ExecutorLaunch launch) {
    Labels.Builder labels =
        Labels.newBuilder()
            .addLabels(label("firesteel.application", application))
            .addLabels(label("firesteel.executor", launch.executor().value()));
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

  @Override
  public void close() {
    provisions.close();
  }
}
