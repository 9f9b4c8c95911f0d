package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A task's process, leader of a session of its own where the system has {@code setsid}. */
final class ProcessTree {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final ProcessHandle process;
  private final CompletableFuture<Integer> exit;
  private final boolean leader;

  private ProcessTree(ProcessHandle process, CompletableFuture<Integer> exit, boolean leader) {
    this.process = process;
    this.exit = exit;
    this.leader = leader;
  }

  /**
   * Starts one.
   *
   * @param how the command line that runs the builder's
   */
  static ProcessTree start(ProcessBuilder builder, UnaryOperator<List<String>> how)
      throws IOException {
    boolean leader = Files.isExecutable(SETSID);
    if (leader) {
      if (!isThere(builder)) {
        throw new IOException(builder.command().get(0) + ": No such file or directory");
      }
      builder.command(how.apply(builder.command()));
      List<String> line = new ArrayList<>(List.of(SETSID.toString()));
      line.addAll(builder.command());
      builder.command(line);
    }
    Process process = builder.start();
    return new ProcessTree(
        process.toHandle(), process.onExit().thenApply(Process::exitValue), leader);
  }

  /** One that another process has started, as the leader of a session; its end is to be told. */
  static ProcessTree recovered(ProcessHandle process, CompletableFuture<Integer> exit) {
    return new ProcessTree(process, exit, true);
  }

  /** Whether the program can be found, as {@code execvp} would. */
  private static boolean isThere(ProcessBuilder builder) {
    String program = builder.command().get(0);
    if (program.contains("/")) {
      return Files.isExecutable(builder.directory().toPath().resolve(program));
    }
    String path = builder.environment().getOrDefault("PATH", "");
    return Stream.of(path.split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  long pid() {
    return process.pid();
  }

  /** Its exit value, once it has ended. */
  CompletableFuture<Integer> exit() {
    return exit;
  }

  /** Asks all to end. */
  void terminate() {
    if (leader) {
      signalGroup("TERM");
    } else {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  /** Makes an end of all, also of children whose parent has ended. */
  void destroy() {
    List<ProcessHandle> children = process.descendants().toList();
    if (leader) {
      signalGroup("KILL");
    }
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void signalGroup(String signal) {
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " -" + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(5, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
