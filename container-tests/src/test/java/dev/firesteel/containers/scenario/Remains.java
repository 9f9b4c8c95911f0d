package dev.firesteel.containers.scenario;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What applications have left on the hosts of a cluster. */
final class Remains {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** A daemon's main class; as a word of its own, for options name packages too. */
  private static final Pattern DAEMON =
      Pattern.compile(
          " (org\\.apache\\.(hadoop|zookeeper)|dev\\.firesteel\\.(devcluster|mesos\\.test))\\.");

  private Remains() {}

  /** Awaits that no process and no directory of an application is there, and no file for one. */
  static void awaitNone(ContainerCluster cluster, String user) {
    Await.until(
        LIMIT,
        () -> of(cluster, user).isEmpty(),
        () -> "left are\n" + String.join("\n", of(cluster, user)));
  }

  private static List<String> of(ContainerCluster cluster, String user) {
    List<String> left = new ArrayList<>();
    for (Node node : cluster.all()) {
      node.jvms().stream()
          .filter(jvm -> !DAEMON.matcher(jvm).find())
          .forEach(jvm -> left.add(node.name() + ": " + jvm));
      node.run("bash", "-c", "ls -d /data/nodemanager/local/usercache/*/appcache/* 2>/dev/null")
          .out()
          .lines()
          .forEach(directory -> left.add(node.name() + ": " + directory));
    }
    Result listed =
        cluster
            .edge()
            .run("hdfs", "dfs", "-ls", "-C", "/user/" + user + "/.firesteel/applications");
    if (listed.exitCode() != 0 && !listed.err().contains("No such file")) {
      left.add("cannot look for files: " + listed.err());
    }
    listed.out().lines().forEach(left::add);
    return left;
  }
}
