package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Runs the processes of one agent's tasks. Safe for use by several threads. */
public final class Containerizer {
  private final Sandboxes sandboxes;
  private final String endpoint;
  private final Executor workers;
  private final Fetcher fetcher;
  private final Listener listener;
  private final Map<RunKey, ProcessTree> processes = new ConcurrentHashMap<>();
  private final Map<RunKey, Boolean> unwanted = new ConcurrentHashMap<>();
  private boolean closed;

  /** Hears of processes, on any thread. */
  public interface Listener {
    /** It runs. */
    void started(RunKey run, long pid);

    /** It ended, or never ran. */
    void ended(RunKey run, Ending ending);
  }

  /**
   * Creates one.
   *
   * @param endpoint the agent's {@code host:port}
   * @param workers on which may be waited for files and processes
   */
  public Containerizer(Sandboxes sandboxes, String endpoint, Executor workers, Listener listener) {
    this.sandboxes = sandboxes;
    this.endpoint = endpoint;
    this.workers = workers;
    this.listener = listener;
    this.fetcher = new Fetcher(sandboxes.cache());
  }

  /** Launches a task in the background. */
  public void launch(String agentId, AgentEffect.Launch launch) {
    workers.execute(
        () -> {
          Optional<Ending> failure = start(agentId, launch);
          failure.ifPresent(ending -> listener.ended(launch.run(), ending));
        });
  }

  private Optional<Ending> start(String agentId, AgentEffect.Launch launch) {
    RunKey run = launch.run();
    TaskInfo task = launch.task();
    Path sandbox;
    try {
      sandbox = sandboxes.make(agentId, run);
      String user =
          task.getCommand().hasUser() ? task.getCommand().getUser() : launch.framework().getUser();
      if (!Users.exists(user)) {
        return Optional.of(
            new Ending.NoSandbox(
                "Failed to create executor directory '"
                    + sandbox
                    + "': Failed to chown directory to '"
                    + user
                    + "': No such user '"
                    + user
                    + "'"));
      }
    } catch (IOException e) {
      return Optional.of(new Ending.NoSandbox("Failed to create executor directory: " + e));
    }
    try {
      Optional<String> wrong =
          LaunchPlan.wrong(task.getCommand())
              .or(() -> Images.wrong(task))
              .or(() -> fetcher.fetch(task.getCommand().getUrisList(), sandbox, run.containerId()));
      if (wrong.isPresent()) {
        return Optional.of(new Ending.NotLaunched(wrong.get()));
      }
      Images.volumes(task, sandbox);
      startProcess(agentId, launch, sandbox);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(new Ending.NotLaunched(e.toString()));
    }
  }

  private void startProcess(String agentId, AgentEffect.Launch launch, Path sandbox)
      throws IOException {
    RunKey run = launch.run();
    ProcessBuilder builder = new ProcessBuilder(LaunchPlan.command(launch.task().getCommand()));
    builder.directory(sandbox.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            LaunchPlan.environment(
                run, launch.framework(), launch.task(), agentId, endpoint, sandbox));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(sandbox.resolve("stdout").toFile()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(sandbox.resolve("stderr").toFile()));
    ProcessTree tree;
    synchronized (this) {
      if (closed || unwanted.containsKey(run)) {
        return;
      }
      try {
        tree = ProcessTree.start(builder);
      } catch (IOException e) {
        // The command executor runs, and finds nothing to execute.
        Files.write(
            sandbox.resolve("stderr"),
            ("Failed to execute command: " + e.getMessage() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        listener.started(run, 0);
        listener.ended(run, new Ending.Exit(1));
        return;
      }
      processes.put(run, tree);
    }
    listener.started(run, tree.process().pid());
    var unused =
        tree.process()
            .onExit()
            .thenAcceptAsync(
                process -> {
                  tree.destroy();
                  processes.remove(run);
                  listener.ended(run, new Ending.Exit(process.exitValue()));
                },
                workers);
  }

  /** Asks a task's processes to end. */
  public void terminate(RunKey run) {
    ProcessTree tree = processes.get(run);
    if (tree != null) {
      workers.execute(tree::terminate);
    }
  }

  /** Makes an end of a task's processes, or of its launch. */
  public synchronized void destroy(RunKey run) {
    unwanted.put(run, true);
    ProcessTree tree = processes.get(run);
    if (tree != null) {
      tree.destroy();
    }
  }

  /** Makes an end of all, and waits for it; nothing is launched any more. */
  public void close() {
    List<ProcessTree> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(processes.values());
    }
    all.forEach(ProcessTree::destroy);
    all.forEach(each -> each.process().onExit().join());
  }
}
