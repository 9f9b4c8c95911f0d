package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A task's process, leader of a session of its own where the system has {@code setsid}. */
final class ProcessTree {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;
  private final boolean leader;

  private ProcessTree(Process process, boolean leader) {
    this.process = process;
    this.leader = leader;
  }

  static ProcessTree start(ProcessBuilder builder) throws IOException {
    boolean leader = Files.isExecutable(SETSID);
    if (leader) {
      if (!isThere(builder)) {
        throw new IOException(builder.command().get(0) + ": No such file or directory");
      }
      List<String> line = new ArrayList<>(List.of(SETSID.toString()));
      line.addAll(builder.command());
      builder.command(line);
    }
    return new ProcessTree(builder.start(), leader);
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

  Process process() {
    return process;
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
