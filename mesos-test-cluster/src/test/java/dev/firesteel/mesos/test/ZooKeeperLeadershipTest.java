package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZooKeeperLeadershipTest {
  @TempDir Path directory;

  private static MasterInfo master(String id, int port) {
    return MasterInfo.newBuilder()
        .setId(id)
        .setIp(1)
        .setPort(port)
        .setAddress(Address.newBuilder().setHostname("head").setIp("10.0.0.2").setPort(port))
        .build();
  }

  private static CompletableFuture<Boolean> awaitLead(
      ZooKeeperLeadership leadership, MasterInfo master) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            leadership.awaitLead(master);
            return true;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"zk://head:2181", "head:2181/", "/mesos", ""})
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> ZooKeeperLeadership.at(text, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host:2181/mesos");
  }

  @Test
  void secondLeadsOnceTheFirstIsGone() throws Exception {
    try (ZooKeeperLeadership server = ZooKeeperLeadership.start(directory);
        ZooKeeperLeadership first =
            ZooKeeperLeadership.at(server.address().orElseThrow(), () -> {});
        ZooKeeperLeadership second =
            ZooKeeperLeadership.at(server.address().orElseThrow(), () -> {})) {
      first.joins(master("a", 1));
      second.joins(master("b", 2));

      awaitLead(first, master("a", 1)).get(20, TimeUnit.SECONDS);
      CompletableFuture<Boolean> waits = awaitLead(second, master("b", 2));
      assertThat(waits).isNotDone();
      first.leaves(master("a", 1));
      waits.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void entryOfADeadMasterAtTheSameAddressIsInNobodysWay() throws Exception {
    try (ZooKeeperLeadership server = ZooKeeperLeadership.start(directory);
        ZooKeeperLeadership dead =
            ZooKeeperLeadership.at(server.address().orElseThrow(), () -> {});
        ZooKeeperLeadership next =
            ZooKeeperLeadership.at(server.address().orElseThrow(), () -> {})) {
      dead.joins(master("a", 1));
      next.joins(master("b", 1));

      awaitLead(next, master("b", 1)).get(20, TimeUnit.SECONDS);
    }
  }
}
