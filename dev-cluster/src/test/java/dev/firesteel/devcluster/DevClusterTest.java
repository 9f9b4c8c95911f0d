package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real daemons start, die, come back and end. */
final class DevClusterTest {
  @TempDir private Path directory;

  @Test
  void aClusterWithTwoNameNodesAndYarnLivesItsLife() throws Exception {
    Path below = directory.resolve("cluster");
    try (DevCluster cluster =
        DevCluster.start(
            ClusterSpec.in(below)
                .hosts(new Host("h1", "/rack1"), new Host("h2", "/rack2"))
                .replication(2)
                .highAvailability()
                .yarn(new YarnSpec(1, 1_024, 2))
                .build())) {
      assertThat(cluster.daemons())
          .extracting(Daemon::name)
          .containsExactly(
              "namenode-1",
              "namenode-2",
              "datanode-1",
              "datanode-2",
              "resourcemanager",
              "nodemanager-1");
      assertThat(cluster.daemons()).allMatch(Daemon::isAlive);
      assertThat(cluster.fileSystem()).hasToString("hdfs://firesteel");
      assertThat(cluster.configDirectory().resolve("hdfs-site.xml")).isNotEmptyFile();
      assertThat(cluster.activeNameNode()).contains(cluster.daemon("namenode-1"));

      cluster.dataNode("h2").stop();
      cluster.nameNode().kill();
      assertThat(cluster.failover().name()).isEqualTo("namenode-2");
      assertThat(cluster.activeNameNode()).contains(cluster.daemon("namenode-2"));
      cluster.dataNode("h2").start();
      cluster.nameNode().start();
      cluster.awaitUp();
      assertThat(cluster.activeNameNode()).contains(cluster.daemon("namenode-2"));
    }
    assertThat(below).doesNotExist();
  }

  @Test
  void aDaemonThatCannotStartIsNamedWithItsLogAndTheOthersEnd() {
    Path below = directory.resolve("cluster");
    assertThatThrownBy(
            () ->
                DevCluster.start(
                    ClusterSpec.in(below)
                        .daemonSetting("datanode-1", "dfs.datanode.address", "nonsense")
                        .build()))
        .isInstanceOf(DevClusterException.class)
        .hasMessageContaining("datanode-1 ended with code 1; the end of ")
        .hasMessageContaining("nonsense");
    assertThat(below.resolve("daemons/namenode/pid")).doesNotExist();
    assertThat(Files.exists(below.resolve("logs/datanode-1.log"))).isTrue();
  }
}
