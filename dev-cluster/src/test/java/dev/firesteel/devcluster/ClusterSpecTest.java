package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClusterSpecTest {
  private static final Path DIRECTORY = Path.of("cluster").toAbsolutePath();

  @Test
  void refusesMoreReplicasThanDataNodes() {
    assertThatThrownBy(() -> ClusterSpec.in(DIRECTORY).replication(2).build())
        .hasMessage("Cannot keep 2 replicas on 1 DataNodes (use a replication of 1 to 1)");
  }

  @Test
  void refusesMoreNodeManagersThanHosts() {
    assertThatThrownBy(() -> ClusterSpec.in(DIRECTORY).yarn(new YarnSpec(2, 1, 1)).build())
        .hasMessage("Cannot run 2 NodeManagers on 1 hosts (one a host)");
  }

  @Test
  void refusesBlocksThatChecksumsDoNotFit() {
    assertThatThrownBy(() -> ClusterSpec.in(DIRECTORY).blockBytes(1_000).build())
        .hasMessage("Cannot cut blocks of 1000 bytes (use a multiple of 512)");
  }

  @Test
  void refusesToCollectLogsWhereThatNeedsNativeCode() {
    assertThatThrownBy(
            () ->
                ClusterSpec.in(DIRECTORY)
                    .kerberos()
                    .setting("yarn.log-aggregation-enable", "true")
                    .build())
        .hasMessageContaining("Cannot collect logs on a cluster with Kerberos")
        .hasMessageContaining("set yarn.log-aggregation-enable to false");
  }

  @Test
  void readsHostsWithAndWithoutRacks() {
    assertThat(Host.parse("h1")).isEqualTo(new Host("h1", "/default-rack"));
    assertThat(Host.parse("h1/r1")).isEqualTo(new Host("h1", "/r1"));
    assertThatThrownBy(() -> Host.parse("h_1"))
        .hasMessage("Cannot name a host 'h_1': it is no host name (use letters, digits, - and .)");
    assertThatThrownBy(() -> Host.parse("h1/"))
        .hasMessage("Cannot put host h1 into rack '/' (write it as /rack1)");
  }

  @Test
  void theNarrowerSettingWins() {
    ClusterSpec spec =
        ClusterSpec.in(DIRECTORY)
            .setting("dfs.replication", "7")
            .clientSetting("dfs.replication", "8")
            .daemonSetting("datanode-1", "dfs.replication", "9")
            .build();
    Blueprint blueprint =
        Blueprint.of(spec, new Layout(spec.directory()), new Ports(new Random(1)));
    assertThat(blueprint.client()).containsEntry("dfs.replication", "8");
    assertThat(blueprint.settingsOf(blueprint.daemons().get(0), spec))
        .containsEntry("dfs.replication", "7");
    assertThat(blueprint.settingsOf(blueprint.daemons().get(1), spec))
        .containsEntry("dfs.replication", "9");
  }

  @Test
  void everyStorageOfADataNodeHasADirectory() {
    ClusterSpec spec =
        ClusterSpec.in(DIRECTORY)
            .hosts(new Host("h1", "/r1", java.util.List.of("SSD", "RAM_DISK")))
            .build();
    Blueprint blueprint =
        Blueprint.of(spec, new Layout(spec.directory()), new Ports(new Random(1)));
    assertThat(blueprint.daemons().get(1).settings().get("dfs.datanode.data.dir"))
        .matches("\\[SSD]file:.*/datanode-1/SSD-1/?,\\[RAM_DISK]file:.*/datanode-1/RAM_DISK-2/?");
  }
}
