package dev.firesteel.devcluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code dev-cluster status}: how each daemon is. */
final class StatusCommand {
  private static final String ROW = "%-18s %-10s %9s %10s  %s%n";

  private final Layout layout;
  private final PrintStream out;

  StatusCommand(Layout layout, PrintStream out) {
    this.layout = layout;
    this.out = out;
  }

  /** Whether all daemons run. */
  boolean run() {
    Optional<ExistingCluster> found = ExistingCluster.in(layout);
    if (found.isEmpty()) {
      out.println("There is no cluster in " + layout.directory() + " (dev-cluster up starts one)");
      return false;
    }
    ExistingCluster cluster = found.get();
    out.println("HDFS " + cluster.description().fileSystem());
    out.println("HADOOP_CONF_DIR " + layout.conf());
    out.println("logs " + layout.logs());
    Map<String, ProcessHandle> running = cluster.running();
    out.printf(Locale.ROOT, ROW, "DAEMON", "HOST", "PID", "MEMORY", "STATE");
    cluster.description().daemons().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().kind()))
        .forEach(
            entry -> {
              String name = entry.getKey();
              Description.Member member = entry.getValue();
              ProcessHandle process = running.get(name);
              out.printf(
                  Locale.ROOT,
                  ROW,
                  name,
                  member.host(),
                  process == null ? "-" : process.pid(),
                  process == null ? "-" : memory(process.pid()),
                  process == null ? "does not run" : state(member));
            });
    return running.size() == cluster.description().daemons().size();
  }

  private static String state(Description.Member member) {
    return switch (member.kind()) {
      case NAMENODE -> nameNode(member.http());
      case DATANODE ->
          Jmx.ask(member.http(), "Hadoop:service=DataNode,name=DataNodeInfo")
              .map(info -> "runs")
              .orElse("does not answer");
      case RESOURCEMANAGER ->
          Jmx.ask(member.http(), "Hadoop:service=ResourceManager,name=ClusterMetrics")
              .map(metrics -> "active NodeManagers " + metrics.number("NumActiveNMs").orElse(0))
              .orElse("does not answer");
      case NODEMANAGER ->
          Jmx.ask(member.http(), "Hadoop:service=NodeManager,name=NodeManagerMetrics")
              .map(metrics -> "running containers " + metrics.number("ContainersRunning").orElse(0))
              .orElse("does not answer");
      case KDC -> "serves " + KerberosPlan.REALM + " at " + member.http();
    };
  }

  private static String nameNode(String http) {
    String role =
        Jmx.ask(http, "Hadoop:service=NameNode,name=NameNodeStatus")
            .flatMap(status -> status.string("State"))
            .orElse("does not answer");
    return role
        + Jmx.ask(http, "Hadoop:service=NameNode,name=FSNamesystemState")
            .map(
                state ->
                    ", live DataNodes "
                        + state.number("NumLiveDataNodes").orElse(0)
                        + ", dead "
                        + state.number("NumDeadDataNodes").orElse(0)
                        + state
                            .string("FSState")
                            .filter(fs -> !fs.equals("Operational"))
                            .map(fs -> ", " + fs)
                            .orElse(""))
            .orElse("");
  }

  /** What the process occupies of the machine's memory, where the system tells. */
  private static String memory(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB";
        }
      }
    } catch (IOException e) {
      // this system has no such file, or the process has just ended
    }
    return "?";
  }
}
