package dev.firesteel.backend.mesos.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.MasterUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elections on a real ZooKeeper server. */
class ZooKeeperElectionTest {
  @TempDir Path directory;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private TestingServer server;
  private CuratorFramework masters;
  private LeaderDetector detector;

  @BeforeEach
  void start() throws Exception {
    InstanceSpec spec = new InstanceSpec(directory.toFile(), -1, -1, -1, false, -1, 500, 20);
    server = new TestingServer(spec, true);
    masters =
        CuratorFrameworkFactory.builder()
            .connectString(server.getConnectString())
            .retryPolicy(new RetryOneTime(100))
            .authorization("digest", "me:secret".getBytes(StandardCharsets.UTF_8))
            .build();
    masters.start();
  }

  @AfterEach
  void end() throws Exception {
    detector.close();
    masters.close();
    server.close();
  }

  @Test
  void followsTheSmallestEntryFromBeforeThePathExistsToAfterItIsEmptyAgain() throws Exception {
    detect(server.getConnectString() + "/mesos");
    assertThat(next())
        .startsWith("none ZooKeeper does not answer at " + server.getConnectString() + " (check");
    assertThat(next())
        .isEqualTo("none no master has entered itself in ZooKeeper: there is no /mesos");
    masters.create().forPath("/mesos");
    assertThat(next()).isEqualTo("none no master has entered itself in ZooKeeper at /mesos");
    masters.create().forPath("/mesos/log_replicas");
    assertThat(next()).startsWith("none no master has entered itself");
    String first = enter("10.0.0.1", "m1", 5050);
    assertThat(next()).isEqualTo("leader [10.0.0.1:5050, m1:5050]");
    String second = enter("10.0.0.2", "m2", 5060);
    masters.delete().forPath(first);
    assertThat(next()).isEqualTo("leader [10.0.0.2:5060, m2:5060]");
    masters.delete().forPath(second);
    assertThat(next()).isEqualTo("none no master has entered itself in ZooKeeper at /mesos");
  }

  @Test
  void putsNamesFirstWhereCertificatesBearThem() throws Exception {
    masters.create().forPath("/mesos");
    enter("10.0.0.1", "m1", 5050);
    MesosMaster master = parse(server.getConnectString() + "/mesos");
    listen(LeaderDetector.of(master, LeaderDetector.Naming.NAME_FIRST));
    assertThat(next()).startsWith("none ");
    assertThat(next()).isEqualTo("leader [m1:5050, 10.0.0.1:5050]");
  }

  @Test
  void saysThatAnEntryIsNoMasters() throws Exception {
    masters.create().forPath("/mesos");
    masters
        .create()
        .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
        .forPath("/mesos/json.info_", "{}".getBytes(StandardCharsets.UTF_8));
    detect(server.getConnectString() + "/mesos");
    assertThat(next()).startsWith("none ZooKeeper does not answer");
    assertThat(next())
        .isEqualTo(
            "none the entry /mesos/json.info_0000000000 in ZooKeeper is not a master's:"
                + " no address and port in {}");
  }

  @Test
  void readsWhatOnlyAUserMayRead() throws Exception {
    masters.create().withACL(ZooDefs.Ids.CREATOR_ALL_ACL).forPath("/mesos");
    masters
        .create()
        .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
        .withACL(ZooDefs.Ids.CREATOR_ALL_ACL)
        .forPath("/mesos/json.info_", info("10.0.0.1", "10.0.0.1", 5050));
    detect(server.getConnectString() + "/mesos");
    assertThat(next()).startsWith("none ZooKeeper does not answer");
    assertThat(next())
        .startsWith("none ZooKeeper does not let us read /mesos (give a user who may: mesos://zk");
    detector.close();
    detect("me:secret@" + server.getConnectString() + "/mesos");
    assertThat(next()).startsWith("none ZooKeeper does not answer");
    assertThat(next()).isEqualTo("leader [10.0.0.1:5050]");
  }

  @Test
  void keepsTheLeaderWhileZooKeeperIsAwayAndWatchesOnWhenItIsBack() throws Exception {
    masters.create().forPath("/mesos");
    String first = enter("10.0.0.1", "10.0.0.1", 5050);
    enter("10.0.0.2", "10.0.0.2", 5050);
    detect(server.getConnectString() + "/mesos");
    assertThat(next()).startsWith("none ");
    assertThat(next()).isEqualTo("leader [10.0.0.1:5050]");
    server.restart();
    masters.blockUntilConnected(30, TimeUnit.SECONDS);
    masters.delete().forPath(first);
    assertThat(next()).isEqualTo("leader [10.0.0.2:5050]");
  }

  private String enter(String ip, String name, int port) throws Exception {
    return masters
        .create()
        .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
        .forPath("/mesos/json.info_", info(ip, name, port));
  }

  /** As a real master of Mesos 1.12 writes it. */
  static byte[] info(String ip, String name, int port) {
    return ("{'address':{'hostname':'NAME','ip':'IP','port':PORT},'hostname':'NAME','id':'x',"
            + "'ip':16777343,'pid':'master@IP:PORT','port':PORT,'version':'1.12.0'}")
        .replace('\'', '"')
        .replace("NAME", name)
        .replace("IP", ip)
        .replace("PORT", Integer.toString(port))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void detect(String rest) {
    listen(LeaderDetector.of(parse(rest), LeaderDetector.Naming.ADDRESS_FIRST));
  }

  private void listen(LeaderDetector made) {
    detector = made;
    made.start(
        new LeaderDetector.Listener() {
          @Override
          public void leader(List<HostPort> candidates) {
            heard.add("leader " + candidates);
          }

          @Override
          public void none(String why) {
            heard.add("none " + why);
          }
        });
  }

  private static MesosMaster parse(String rest) {
    return MesosMaster.parse(new MasterUrl("mesos://zk://" + rest));
  }

  private String next() throws InterruptedException {
    String line = heard.poll(30, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("Nothing was heard for 30 s");
    }
    return line;
  }
}
