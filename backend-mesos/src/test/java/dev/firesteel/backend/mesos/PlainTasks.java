package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Executors as processes of this machine, with this JVM's own files. */
class PlainTasks implements ExecutorTasks {
  @Override
  public TaskInfo task(ExecutorLaunch launch, TaskID id, AgentID agent, List<Resource> resources) {
    Environment.Builder environment = Environment.newBuilder();
    launch
        .environment()
        .forEach(
            (name, value) ->
                environment.addVariables(
                    Environment.Variable.newBuilder().setName(name).setValue(value)));
    return TaskInfo.newBuilder()
        .setName(launch.executor().value())
        .setTaskId(id)
        .setAgentId(agent)
        .addAllResources(resources)
        .setCommand(
            CommandInfo.newBuilder()
                .setShell(true)
                .setValue("exec " + String.join(" ", words(launch)))
                .setEnvironment(environment))
        .build();
  }

  private static List<String> words(ExecutorLaunch launch) {
    List<String> words = new ArrayList<>();
    words.add(System.getProperty("java.home") + "/bin/java");
    words.add("-Xmx" + launch.profile().executor().memoryMiB() + "m");
    words.addAll(launch.program().jvmOptions());
    words.add("-cp");
    words.add(
        launch.program().classPath().stream()
            .map(Object::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    words.add(launch.program().mainClass());
    words.addAll(launch.arguments());
    return words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList();
  }

  @Override
  public void close() {}
}
