package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an agent's tasks run, laid out as Mesos does. */
public final class Sandboxes {
  private final Path work;

  /** Below this directory. */
  public Sandboxes(Path work) {
    this.work = work;
  }

  /** Where fetched files are kept. */
  Path cache() {
    return work.resolve("fetch");
  }

  /** All of it. */
  public Path root() {
    return work;
  }

  /** What belongs to an agent under this id. */
  public Path ofAgent(String agentId) {
    return work.resolve("slaves").resolve(agentId);
  }

  private Path runs(String agentId, String frameworkId, String executorId) {
    return ofAgent(agentId)
        .resolve("frameworks")
        .resolve(frameworkId)
        .resolve("executors")
        .resolve(executorId)
        .resolve("runs");
  }

  /** The sandbox of a task; it may not be there yet. */
  public Path of(String agentId, RunKey run) {
    return runs(agentId, run.frameworkId(), run.taskId()).resolve(run.containerId());
  }

  /** Makes a task's sandbox, and {@code latest} point to it. */
  Path make(String agentId, RunKey run) throws IOException {
    Path sandbox = Files.createDirectories(of(agentId, run));
    Path latest = sandbox.resolveSibling("latest");
    Files.deleteIfExists(latest);
    Files.createSymbolicLink(latest, sandbox);
    return sandbox;
  }
}
