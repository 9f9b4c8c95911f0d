package dev.firesteel.backend.mesos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.mesos.test.ClusterBuilder;
import dev.firesteel.mesos.test.MesosTestCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wire on the double of a whole cluster, whose masters fail over. */
class DoubleWireTest {
  @TempDir Path directory;
  private final HeardEvents heard = new HeardEvents();
  private final List<SchedulerWire> wires = new ArrayList<>();
  private List<String> expectedViolations = List.of();
  private MesosTestCluster cluster;

  @AfterEach
  void end() throws Exception {
    for (SchedulerWire wire : wires) {
      wire.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
    List<String> violations = cluster.violations().stream().map(Object::toString).toList();
    cluster.close();
    assertThat(violations).isEqualTo(expectedViolations);
  }

  @Test
  void livesFromSubscriptionToTeardown() throws Exception {
    start(builder());
    SchedulerWire wire = open("mesos://" + cluster.master(), Config.empty());
    assertThat(heard.next()).startsWith("subscribed ");
    assertThat(heard.next()).isEqualTo("event OFFERS");
    wire.call(call(Call.Type.SUPPRESS));
    wire.call(call(Call.Type.REVIVE));
    assertThat(heard.next()).isEqualTo("accepted SUPPRESS");
    assertThat(heard.next()).isEqualTo("accepted REVIVE");
    wire.call(call(Call.Type.TEARDOWN));
    assertThat(heard.next()).isEqualTo("accepted TEARDOWN");
  }

  @Test
  void isRefusedWithoutTheSecret() throws Exception {
    start(builder().credential("me", "secret"));
    expectedViolations = List.of("WRONG_CREDENTIALS: No valid credentials");
    open("mesos://" + cluster.master(), Config.empty());
    assertThat(heard.next()).startsWith("failed SECURITY Cannot subscribe");
    Path secret = Files.writeString(directory.resolve("secret"), "secret\n");
    Config config =
        Config.empty().with(WireKeys.PRINCIPAL, "me").with(WireKeys.SECRET_FILE, secret.toString());
    open("mesos://" + cluster.master(), config);
    assertThat(heard.next()).startsWith("subscribed ");
  }

  @Test
  void learnsOfTheNextLeaderFromAList() throws Exception {
    start(builder().standbys(2));
    List<String> masters = new ArrayList<>(cluster.masters());
    masters.remove(cluster.master());
    masters.add(cluster.master()); // standbys first: they redirect
    open("mesos://" + String.join(",", masters), Config.empty());
    String subscribed = heard.next();
    assertThat(subscribed).startsWith("subscribed ");
    cluster.failOver();
    awaitLine("disconnected ");
    assertThat(awaitLine("subscribed ")).isEqualTo(subscribed);
    awaitLine("event OFFERS");
  }

  @Test
  void learnsOfTheNextLeaderFromZooKeeper() throws Exception {
    start(builder().standbys(1));
    Path data = Files.createDirectory(directory.resolve("zookeeper"));
    InstanceSpec spec = new InstanceSpec(data.toFile(), -1, -1, -1, false, -1, 500, 20);
    try (TestingServer server = new TestingServer(spec, true);
        CuratorFramework zooKeeper =
            CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100))) {
      zooKeeper.start();
      String leader = cluster.master();
      String standby =
          cluster.masters().stream().filter(m -> !m.equals(leader)).findFirst().orElseThrow();
      String entry = enter(zooKeeper, leader);
      enter(zooKeeper, standby);
      open("mesos://zk://" + server.getConnectString() + "/mesos", Config.empty());
      String subscribed = heard.next();
      assertThat(subscribed).startsWith("subscribed ");
      cluster.failOver();
      zooKeeper.delete().forPath(entry);
      awaitLine("disconnected ");
      assertThat(awaitLine("subscribed ")).isEqualTo(subscribed);
      awaitLine("event OFFERS");
      assertThat(cluster.master()).isEqualTo(standby);
    }
  }

  @Test
  void comesBackToAMasterThatWasAway() throws Exception {
    start(builder());
    SchedulerWire wire = open("mesos://" + cluster.master(), Config.empty());
    String subscribed = heard.next();
    cluster.stopMaster();
    awaitLine("disconnected ");
    wire.call(call(Call.Type.REVIVE));
    assertThat(heard.next()).isEqualTo("lost REVIVE NOT_DELIVERED");
    cluster.startMaster();
    assertThat(awaitLine("subscribed ")).isEqualTo(subscribed);
    cluster.dropConnections();
    awaitLine("disconnected ");
    assertThat(awaitLine("subscribed ")).isEqualTo(subscribed);
  }

  @Test
  void givesWayToAnotherDriverOfTheSameFramework() throws Exception {
    start(builder());
    SchedulerWire first = open("mesos://" + cluster.master(), Config.empty());
    String subscribed = heard.next();
    String id = subscribed.split(" ")[1];
    HeardEvents other = new HeardEvents();
    SchedulerWire second = wire("mesos://" + cluster.master(), Config.empty());
    second.start(
        framework().setId(org.apache.mesos.v1.Protos.FrameworkID.newBuilder().setValue(id)).build(),
        other);
    assertThat(other.next()).isEqualTo(subscribed);
    assertThat(awaitLine("failed ")).contains("another driver has subscribed");
    first.call(call(Call.Type.REVIVE));
    second.call(call(Call.Type.REVIVE));
    String answer = other.next();
    while (answer.startsWith("event ")) {
      answer = other.next();
    }
    assertThat(answer).isEqualTo("accepted REVIVE");
  }

  @Test
  void becomesANewFrameworkWhereTheOldOneHasEnded() throws Exception {
    start(builder());
    SchedulerWire first = open("mesos://" + cluster.master(), Config.empty());
    String id = heard.next().split(" ")[1];
    first.call(call(Call.Type.TEARDOWN));
    awaitLine("accepted TEARDOWN");
    expectedViolations = List.of("REFUSED_SUBSCRIPTION by " + id + ": Framework has been removed");
    HeardEvents other = new HeardEvents();
    SchedulerWire second = wire("mesos://" + cluster.master(), Config.empty());
    second.start(
        framework().setId(org.apache.mesos.v1.Protos.FrameworkID.newBuilder().setValue(id)).build(),
        other);
    assertThat(other.next()).startsWith("subscribed ").doesNotContain(id);
  }

  private void start(ClusterBuilder builder) {
    cluster = builder.directory(directory.resolve("cluster")).start();
  }

  private static ClusterBuilder builder() {
    return MesosTestCluster.builder()
        .agents(2)
        .allocationInterval(Duration.ofMillis(100))
        .electionTimeout(Duration.ofMillis(200));
  }

  private SchedulerWire open(String url, Config config) {
    SchedulerWire wire = wire(url, config);
    FrameworkInfo.Builder framework = framework();
    if (!config.get(WireKeys.PRINCIPAL).isEmpty()) {
      framework.setPrincipal(config.get(WireKeys.PRINCIPAL));
    }
    wire.start(framework.build(), heard);
    return wire;
  }

  private SchedulerWire wire(String url, Config config) {
    SchedulerWire wire =
        Wires.open(MesosMaster.parse(new MasterUrl(url)), MasterAccess.of(config), config);
    wires.add(wire);
    return wire;
  }

  private static FrameworkInfo.Builder framework() {
    return FrameworkInfo.newBuilder()
        .setName("n")
        .setUser(System.getProperty("user.name"))
        .addRoles("*")
        .setFailoverTimeout(60)
        .addCapabilities(
            FrameworkInfo.Capability.newBuilder()
                .setType(FrameworkInfo.Capability.Type.MULTI_ROLE));
  }

  private static Call call(Call.Type type) {
    return Call.newBuilder().setType(type).build();
  }

  /** The next line that begins so; the others are dropped. */
  private String awaitLine(String start) throws InterruptedException {
    String line = heard.next();
    while (!line.startsWith(start)) {
      line = heard.next();
    }
    return line;
  }

  private static String enter(CuratorFramework zooKeeper, String master) throws Exception {
    String port = master.substring(master.lastIndexOf(':') + 1);
    String info =
        "{\"address\":{\"hostname\":\"localhost\",\"ip\":\"127.0.0.1\",\"port\":" + port + "}}";
    return zooKeeper
        .create()
        .creatingParentsIfNeeded()
        .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
        .forPath("/mesos/json.info_", info.getBytes(StandardCharsets.UTF_8));
  }
}
