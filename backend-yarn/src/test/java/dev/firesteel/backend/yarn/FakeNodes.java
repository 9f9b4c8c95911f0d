package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.backend.yarn.container.Containers;
import dev.firesteel.backend.yarn.rm.FakeResourceManager;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;

/** NodeManagers that start processes of this machine. */
final class FakeNodes implements Containers {
  private static final long BEFORE_SIGKILL_MILLIS = 250;

  private final FakeResourceManager manager;
  private final Map<String, Process> processes = new ConcurrentHashMap<>();

  FakeNodes(FakeResourceManager manager) {
    this.manager = manager;
    manager.killer(this::kill);
  }

  @Override
  public void start(Container container, ExecutorLaunch launch) throws IOException {
    String name = container.getId().toString();
    if (!manager.given().contains(name)) {
      throw new IOException(name + " was given back");
    }
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-Xmx" + launch.profile().executor().memoryMiB() + "m");
    command.addAll(launch.program().jvmOptions());
    command.add("-cp");
    command.add(
        launch.program().classPath().stream()
            .map(Object::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(launch.program().mainClass());
    command.addAll(launch.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(launch.environment());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    processes.put(name, process);
    process
        .onExit()
        .thenAccept(ended -> manager.completed(name, ended.exitValue(), "the process ended"));
  }

  @Override
  public void stop(Container container) {
    Process process = processes.get(container.getId().toString());
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroy();
      process
          .onExit()
          .orTimeout(BEFORE_SIGKILL_MILLIS, TimeUnit.MILLISECONDS)
          .exceptionally(
              late -> {
                process.destroyForcibly();
                return process;
              });
    }
  }

  private void kill(String name) {
    Process process = processes.get(name);
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Override
  public Optional<ContainerStatus> ended(Container container) throws IOException {
    Process process = processes.get(container.getId().toString());
    if (process == null) {
      throw new IOException(container.getId() + " is not known");
    }
    if (process.isAlive()) {
      return Optional.empty();
    }
    // nobody hears of the end before the ResourceManager has its place again
    manager.completed(container.getId().toString(), process.exitValue(), "the process ended");
    return Optional.of(
        ContainerStatus.newInstance(
            container.getId(), ContainerState.COMPLETE, "ended", process.exitValue()));
  }

  @Override
  public LossReason reason(Container container, ExecutorLaunch launch, ContainerStatus last) {
    if (last.getExitStatus() == ContainerExitStatus.ABORTED) {
      return LossReason.of(LossCause.HOST_LOST, last.getDiagnostics());
    }
    return new LossReason(
        LossCause.EXITED, OptionalInt.of(last.getExitStatus()), last.getDiagnostics(), "");
  }

  @Override
  public void close() {}
}
