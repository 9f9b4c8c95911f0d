package dev.firesteel.devcluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process of one daemon: its command, its start and its end. */
final class DaemonProcess {
  /** How a process is told to end. */
  enum Signal {
    /** It may put things in order. */
    TERM,
    /** It may not. */
    KILL
  }

  private static final long POLITE_SECONDS = 15;

  private final String name;
  private final DaemonKind kind;
  private final Layout layout;
  private final ClusterSpec cluster;
  private @Nullable Process process;

  DaemonProcess(DaemonSpec spec, Layout layout, ClusterSpec cluster) {
    this.name = spec.name();
    this.kind = spec.kind();
    this.layout = layout;
    this.cluster = cluster;
  }

  OptionalLong pid() {
    Process now = process;
    return now != null && now.isAlive() ? OptionalLong.of(now.pid()) : OptionalLong.empty();
  }

  /** Its exit code, if it has ended and was not told to. */
  Optional<Integer> unexpectedExit() {
    Process now = process;
    return now == null || now.isAlive() ? Optional.empty() : Optional.of(now.exitValue());
  }

  void start(List<String> arguments) {
    if (pid().isPresent()) {
      throw new IllegalStateException(name + " already runs (stop it first)");
    }
    Path log = layout.log(name);
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(new DaemonCommand(layout, cluster).daemon(name, kind, arguments))
              .directory(layout.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      if (cluster.lifetime() == Lifetime.DETACHED) {
        builder.redirectInput(new File("/dev/null"));
      }
      // Settings of the user's own Hadoop are not those of this one.
      builder.environment().keySet().removeIf(key -> key.startsWith("HADOOP_"));
      Process started = builder.start();
      process = started;
      Files.writeString(layout.pid(name), Long.toString(started.pid()));
    } catch (IOException e) {
      throw new DevClusterException("Cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  void end(Signal signal) {
    Process now = process;
    if (now == null) {
      return;
    }
    try {
      if (signal == Signal.TERM) {
        now.destroy();
        if (!now.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
          now.destroyForcibly();
        }
      } else {
        now.destroyForcibly();
      }
      now.waitFor();
      process = null;
      Files.deleteIfExists(layout.pid(name));
    } catch (InterruptedException e) {
      now.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new DevClusterException("Cannot forget the process of " + name, e);
    }
  }
}
