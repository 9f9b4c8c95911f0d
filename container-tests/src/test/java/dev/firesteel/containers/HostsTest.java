package dev.firesteel.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The cluster is what scenarios take it for: hosts with names and racks, to which things happen.
 */
@ExtendWith(OnContainers.class)
final class HostsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void hostsKnowEachOtherByNameAndAreOnTwoRacks(ContainerCluster cluster) {
    Node edge = cluster.edge();
    for (Node each : cluster.all()) {
      assertThat(edge.run("getent", "hosts", each.name()).orFail().out())
          .startsWith(each.address());
    }
    String tree = edge.run("hdfs", "dfsadmin", "-printTopology").orFail().out();
    assertThat(tree.replaceAll("\\s+", " "))
        .matches(".*Rack: /rack1 .*worker1.*Rack: /rack2 .*worker3.*")
        .contains("worker2");
  }

  @Test
  void wordsAreCountedFromTheEdgeNodeOnYarnAndOnMesos(ContainerCluster cluster) {
    Node edge = cluster.edge();
    edge.run("bash", "-c", "seq 1 1000 >/tmp/in.txt && hdfs dfs -put -f /tmp/in.txt /hosts-in")
        .orFail();
    for (String master : List.of("yarn", "mesos://zk://head:2181/mesos")) {
      String to = "/hosts-out-" + master.replaceAll("\\W+", "-");
      edge.run("firesteel", "example", "wordcount", "--master", master, "/hosts-in", to).orFail();
      assertThat(edge.run("hdfs", "dfs", "-cat", to + "/part-*").orFail().out().lines())
          .as(master)
          .hasSize(1000);
    }
  }

  @Test
  void aHostWithoutNetworkIsMissedAndComesBackAtItsAddress(ContainerCluster cluster) {
    Node worker = cluster.worker(2);
    worker.cut();
    try {
      assertThat(reaches(cluster.edge(), worker)).isFalse();
    } finally {
      worker.reconnect();
    }
    Await.until(SOON, () -> reaches(cluster.edge(), worker), () -> "worker2 is not back");
    cluster.awaitUp();
  }

  private static boolean reaches(Node from, Node to) {
    return from.run(Duration.ofSeconds(5), "http", to.address(), "8042", "/ws/v1/node/info")
            .exitCode()
        == 0;
  }
}
