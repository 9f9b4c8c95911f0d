package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import java.util.List;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Drivers whose main class is a line for the shell. */
record ShellTasks(Function<ExecutorId, Driver> drivers) implements ExecutorTasks {
  @Override
  public TaskInfo task(ExecutorLaunch launch, TaskID id, AgentID agent, List<Resource> resources) {
    return TaskInfo.newBuilder()
        .setName(launch.executor().value())
        .setTaskId(id)
        .setAgentId(agent)
        .addAllResources(resources)
        .setCommand(
            CommandInfo.newBuilder()
                .setShell(true)
                .setValue(drivers.apply(launch.executor()).order().mainClass()))
        .build();
  }

  @Override
  public void close() {}
}
