package dev.firesteel.it.yarn;

import dev.firesteel.devcluster.Daemon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Finds the processes of relays in a cluster's containers. */
final class Relays {
  private static final String MAIN = "dev.firesteel.backend.yarn.relay.Relay";
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(90);

  private Relays() {}

  /** The process of the only relay, as soon as there is one. */
  static long await(Yarn yarn) {
    long start = System.nanoTime();
    Optional<Long> found = find(yarn);
    while (found.isEmpty()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("No relay has started");
      }
      LockSupport.parkNanos(STEP_NANOS);
      found = find(yarn);
    }
    return found.get();
  }

  private static Optional<Long> find(Yarn yarn) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> isRelay(pid, yarn))
        .findFirst();
  }

  /** A process that ends at this moment is none. */
  private static boolean isRelay(long pid, Yarn yarn) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      String command =
          new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
      if (!command.contains("\0" + MAIN + "\0")) {
        return false;
      }
      Path where = process.resolve("cwd").toRealPath();
      return yarn.cluster().nodeManagers().stream().map(Daemon::data).anyMatch(where::startsWith);
    } catch (IOException e) {
      return false;
    }
  }
}
