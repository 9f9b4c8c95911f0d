package dev.firesteel.containers.scenario;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What applications may not leave on any host: processes, files, entries at the masters. */
final class Leftovers {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final List<String> DAEMONS =
      List.of(
          "NameNodeMain",
          "datanode.DataNode",
          "resourcemanager.ResourceManager",
          "nodemanager.NodeManager",
          "ZooKeeperServerMain",
          "test.MasterMain",
          "test.AgentMain");

  /** Containers' and sandboxes' directories, and temporary files of drivers and executors. */
  private static final String FILES =
      "shopt -s nullglob; for f in /data/nodemanager/local/usercache/*/appcache/*"
          + " /data/nodemanager/local/nmPrivate/application_*"
          + " /data/mesos-agent/slaves/*/frameworks/*/executors/*/runs/[0-9a-f]*/executor"
          + " /tmp/*firesteel*; do echo $f; done";

  private static final String STAGED =
      "hdfs dfs -ls -R /user | grep -E 'application_|/part-|_COPYING_' || true";

  private Leftovers() {}

  /** Awaits that nothing is left; the dispatcher's and other processes may be named. */
  static void assertNone(ContainerCluster cluster, String... exceptions) {
    Masters masters = new Masters(cluster);
    Await.until(
        LIMIT,
        () -> of(cluster, masters, List.of(exceptions)).isEmpty(),
        () -> "There is still " + of(cluster, masters, List.of(exceptions)));
    String staged = cluster.edge().run("bash", "-c", STAGED).orFail().out();
    if (!staged.isEmpty()) {
      throw new AssertionError("Files of applications are left on HDFS:\n" + staged);
    }
  }

  private static List<String> of(
      ContainerCluster cluster, Masters masters, List<String> exceptions) {
    List<String> found = new ArrayList<>();
    for (Node node : cluster.all()) {
      for (String jvm : node.jvms()) {
        if (DAEMONS.stream().noneMatch(jvm::contains)
            && exceptions.stream().noneMatch(jvm::contains)) {
          found.add(node.name() + ": process " + jvm);
        }
      }
      node.run("bash", "-c", FILES)
          .orFail()
          .out()
          .lines()
          .forEach(line -> found.add(node.name() + ": " + line));
    }
    masters.running().stream()
        .filter(line -> exceptions.stream().noneMatch(line::contains))
        .forEach(found::add);
    return found;
  }
}
