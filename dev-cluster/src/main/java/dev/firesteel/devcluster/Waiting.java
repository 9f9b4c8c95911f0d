package dev.firesteel.devcluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Waits for states of daemons, and says which did not come and what its log says. */
final class Waiting {
  private static final long STEP_NANOS = Duration.ofMillis(25).toNanos();

  /** A live DataNode that has told of its storage; the list is JSON within a JSON string. */
  private static final Pattern LIVE_WITH_STORAGE = Pattern.compile("\\\\\"capacity\\\\\":[1-9]");

  private final DevCluster cluster;
  private final Duration limit;
  private final long start = System.nanoTime();

  Waiting(DevCluster cluster, Duration limit) {
    this.cluster = cluster;
    this.limit = limit;
  }

  /** Until all running NameNodes serve, an active one counts the DataNodes and has no safe mode. */
  void forHdfs(long dataNodes) {
    List<Daemon> nameNodes =
        cluster.daemons(DaemonKind.NAMENODE).stream().filter(Daemon::isAlive).toList();
    for (Daemon nameNode : nameNodes) {
      until(
          nameNode,
          () -> {
            String state = state(nameNode);
            if (state.equals("standby")) {
              return Optional.empty();
            }
            return state.equals("active")
                ? missing(nameNode, dataNodes)
                : Optional.of("it does not serve (" + state + ")");
          });
    }
  }

  /** Until a daemon has made a file. */
  void forFile(Daemon daemon, Path file) {
    until(
        daemon,
        () -> Files.exists(file) ? Optional.empty() : Optional.of("it has not made " + file));
  }

  /** Until the ResourceManager, if there is one and it runs, counts so many active NodeManagers. */
  void forYarn(long nodeManagers) {
    for (Daemon resourceManager : cluster.daemons(DaemonKind.RESOURCEMANAGER)) {
      if (resourceManager.isAlive()) {
        until(resourceManager, () -> missingNodes(resourceManager, nodeManagers));
      }
    }
  }

  private static Optional<String> missingNodes(Daemon resourceManager, long nodeManagers) {
    OptionalLong active =
        Jmx.ask(resourceManager.http(), "Hadoop:service=ResourceManager,name=ClusterMetrics")
            .map(metrics -> metrics.number("NumActiveNMs"))
            .orElse(OptionalLong.empty());
    if (active.isEmpty()) {
      return Optional.of("it does not answer");
    }
    return active.getAsLong() == nodeManagers
        ? Optional.empty()
        : Optional.of(
            "it counts " + active.getAsLong() + " active NodeManagers, not " + nodeManagers);
  }

  /** {@code active}, {@code standby}, or what else a NameNode is. */
  static String state(Daemon nameNode) {
    return Jmx.ask(nameNode.http(), "Hadoop:service=NameNode,name=NameNodeStatus")
        .flatMap(status -> status.string("State"))
        .orElse("no answer");
  }

  private static Optional<String> missing(Daemon nameNode, long dataNodes) {
    Optional<Jmx> info = Jmx.ask(nameNode.http(), "Hadoop:service=NameNode,name=NameNodeInfo");
    if (info.isEmpty()) {
      return Optional.of("it does not answer");
    }
    long live = info.get().count(LIVE_WITH_STORAGE);
    if (live != dataNodes) {
      return Optional.of("it counts " + live + " live DataNodes, not " + dataNodes);
    }
    String safeMode = info.get().string("Safemode").orElse("");
    return safeMode.isEmpty() ? Optional.empty() : Optional.of("it is in safe mode: " + safeMode);
  }

  /** Polls until nothing is missing any more. */
  private void until(Daemon daemon, Supplier<Optional<String>> missing) {
    Optional<String> what = missing.get();
    while (what.isPresent()) {
      for (Daemon each : cluster.daemons()) {
        each.process().unexpectedExit().ifPresent(code -> ended(each, code));
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new DevClusterException(
            daemon.name()
                + " is not as wanted after "
                + limit.toSeconds()
                + " s: "
                + what.get()
                + LogTail.of(daemon.log()));
      }
      LockSupport.parkNanos(STEP_NANOS);
      what = missing.get();
    }
  }

  private static void ended(Daemon daemon, int code) {
    throw new DevClusterException(
        daemon.name() + " ended with code " + code + LogTail.of(daemon.log()));
  }
}
