package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Runs the processes of one agent's tasks. Safe for use by several threads. */
public final class Containerizer {
  /** How often it is looked after a process that is no child. */
  private static final long GLANCE_MILLIS = 100;

  private final Sandboxes sandboxes;
  private final String endpoint;
  private final Executor workers;
  private final Checkpoints checkpoints;
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
  public Containerizer(
      Sandboxes sandboxes,
      String endpoint,
      Executor workers,
      Checkpoints checkpoints,
      Listener listener) {
    this.sandboxes = sandboxes;
    this.endpoint = endpoint;
    this.workers = workers;
    this.checkpoints = checkpoints;
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
        tree = ProcessTree.start(builder, line -> checkpoints.traced(run, line));
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
    listener.started(run, tree.pid());
    watch(run, tree);
  }

  private void watch(RunKey run, ProcessTree tree) {
    var unused =
        tree.exit()
            .thenAcceptAsync(
                value -> {
                  tree.destroy();
                  processes.remove(run);
                  listener.ended(run, new Ending.Exit(value));
                },
                workers);
  }

  /** A task's process that was there before this. */
  void recovered(RunKey run, TracedProcess process, IntSupplier exitValue) {
    ProcessHandle.of(process.pid())
        .ifPresentOrElse(
            handle -> {
              CompletableFuture<Integer> exit = new CompletableFuture<>();
              ProcessTree tree = ProcessTree.recovered(handle, exit);
              processes.put(run, tree);
              watch(run, tree);
              await(process, exitValue, exit);
            },
            () -> listener.ended(run, new Ending.Exit(exitValue.getAsInt())));
  }

  /** The JDK cannot wait for a process that is no child, once it has ended and still is there. */
  private void await(
      TracedProcess process, IntSupplier exitValue, CompletableFuture<Integer> exit) {
    if (process.runs()) {
      CompletableFuture.delayedExecutor(GLANCE_MILLIS, TimeUnit.MILLISECONDS, workers)
          .execute(() -> await(process, exitValue, exit));
    } else {
      exit.complete(exitValue.getAsInt());
    }
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
    all.forEach(each -> each.exit().join());
  }
}
