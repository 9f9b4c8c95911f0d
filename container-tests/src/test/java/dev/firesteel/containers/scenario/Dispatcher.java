package dev.firesteel.containers.scenario;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Running;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The dispatcher on the edge node that drivers on Mesos need; YARN needs none. */
final class Dispatcher implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Optional<Running> process;

  private Dispatcher(Optional<Running> process) {
    this.process = process;
  }

  /** Starts one if the backend needs it. Nothing outlives it for more than 5 s. */
  static Dispatcher ofNeed(ContainerCluster cluster, Backend backend) {
    if (backend == Backend.YARN) {
      return new Dispatcher(Optional.empty());
    }
    Running running =
        cluster
            .edge()
            .start(
                "firesteel",
                "dispatcher",
                "--master",
                backend.master(),
                "--host",
                "edge",
                "--directory",
                "/tmp/dispatcher-" + UUID.randomUUID(),
                "-c",
                "firesteel.mesos.dispatcher.failover-timeout=5s",
                "-c",
                "firesteel.mesos.unreachable-timeout=5s");
    Await.until(LIMIT, () -> running.err().contains("answers at http://"), running::err);
    return new Dispatcher(Optional.of(running));
  }

  /** A user who knows where it is. */
  Edge known(Edge edge) {
    return process.isPresent() ? edge.with("firesteel.mesos.dispatcher", "http://edge:7077") : edge;
  }

  /** By what it is known among processes and frameworks. */
  String[] signs() {
    return process.isPresent()
        ? new String[] {"cli.Main dispatcher", "firesteel-dispatcher"}
        : new String[0];
  }

  @Override
  public void close() {
    process.ifPresent(Running::kill);
  }
}
