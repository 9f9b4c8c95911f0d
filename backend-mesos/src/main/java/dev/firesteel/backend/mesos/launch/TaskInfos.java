package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.MesosKeys;
import dev.firesteel.backend.mesos.serve.Provisions;
import dev.firesteel.shipping.ContainerJvm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Tasks that run executors, with files that this JVM serves. */
public final class TaskInfos implements ExecutorTasks {
  private final String application;
  private final String name;
  private final Config config;
  private final Provisions provisions;
  private final JvmTasks tasks;

  private TaskInfos(String application, String name, Config config, Provisions provisions) {
    this.application = application;
    this.name = name;
    this.config = config;
    this.provisions = provisions;
    tasks = new JvmTasks(config);
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
    JvmTask program =
        new JvmTask(
            name + " " + launch.executor(),
            "an executor",
            ContainerJvm.ofExecutor(config, launch.profile()),
            launch.program().jvmOptions(),
            launch.program().mainClass(),
            launch.arguments(),
            launch.environment(),
            provisions.provide(launch.program().classPath()),
            new TreeMap<>(
                Map.of(
                    "firesteel.application",
                    application,
                    "firesteel.executor",
                    launch.executor().value())),
            config.get(MesosKeys.RELEASE_GRACE));
    return tasks.of(program, id, agent, resources);
  }

  @Override
  public CompletionStage<?> ready() {
    return provisions.prepared();
  }

  @Override
  public void close() {
    provisions.close();
  }
}
