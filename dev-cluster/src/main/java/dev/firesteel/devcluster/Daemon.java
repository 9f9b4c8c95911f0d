package dev.firesteel.devcluster;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A daemon of a running cluster. For use by one thread at a time; other daemons may be used by
 * other threads.
 */
public final class Daemon {
  private final DaemonSpec spec;
  private final Layout layout;
  private final DaemonProcess process;

  Daemon(DaemonSpec spec, Layout layout, DaemonProcess process) {
    this.spec = spec;
    this.layout = layout;
    this.process = process;
  }

  /** Its name in the cluster, such as {@code datanode-2}. */
  public String name() {
    return spec.name();
  }

  /** What it is. */
  public DaemonKind kind() {
    return spec.kind();
  }

  /** The host that it is said to run on. */
  public Host host() {
    return spec.host();
  }

  /** Its output. */
  public Path log() {
    return layout.log(name());
  }

  /** What it stores; for a DataNode a directory for each storage, such as {@code DISK-1}. */
  public Path data() {
    return layout.data(name());
  }

  /** Where it tells its state ({@code /jmx}) by HTTP: address and port. */
  public String http() {
    return spec.http();
  }

  /** The id of its process, while it runs. */
  public OptionalLong pid() {
    return process.pid();
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    return process.pid().isPresent();
  }

  /**
   * Ends it as an operator does (SIGTERM) and awaits its end; nothing happens if it does not run.
   */
  public void stop() {
    process.end(DaemonProcess.Signal.TERM);
  }

  /** Ends it as a power failure does (SIGKILL) and awaits its end. */
  public void kill() {
    process.end(DaemonProcess.Signal.KILL);
  }

  /**
   * Starts it again, with the same ports and data. Await its return by {@link DevCluster#awaitUp}.
   *
   * @throws IllegalStateException if it runs
   */
  public void start() {
    process.start(spec.restartArguments());
  }

  DaemonProcess process() {
    return process;
  }

  DaemonSpec spec() {
    return spec;
  }
}
