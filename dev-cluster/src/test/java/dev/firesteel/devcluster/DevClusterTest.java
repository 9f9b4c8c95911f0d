package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevClusterTest {
  @TempDir private Path directory;

  @Test
  void startsAndEnds() {
    Path below = directory.resolve("cluster");
    try (DevCluster cluster =
        DevCluster.start(
            ClusterSpec.in(below)
                .hosts(new Host("h1", "/rack1"), new Host("h2", "/rack1"), new Host("h3", "/rack2"))
                .replication(2)
                .build())) {
      assertThat(cluster.daemons()).hasSize(4).allMatch(Daemon::isAlive);
    }
    assertThat(below).doesNotExist();
  }
}
