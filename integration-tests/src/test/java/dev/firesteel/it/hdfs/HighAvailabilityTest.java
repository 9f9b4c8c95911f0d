package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import dev.firesteel.devcluster.Daemon;
import dev.firesteel.devcluster.DaemonKind;
import dev.firesteel.devcluster.Host;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.ha.HAServiceProtocol;
import org.apache.hadoop.ha.HAServiceProtocol.RequestSource;
import org.apache.hadoop.ha.HAServiceProtocol.StateChangeRequestInfo;
import org.apache.hadoop.ha.protocolPB.HAServiceProtocolClientSideTranslatorPB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two NameNodes under one logical name: the only places of the name are Hadoop's files. */
@Timeout(300)
final class HighAvailabilityTest {
  private static final AtomicReference<Runnable> ONCE = new AtomicReference<>(() -> {});

  @TempDir private Path directory;

  private static String disturbed(String line) {
    ONCE.getAndSet(() -> {}).run();
    return line;
  }

  @Test
  void jobsOutliveTheActiveNameNodeAndTellWhenNoneIsActive() throws Exception {
    Hdfs hdfs =
        Hdfs.startOwn(
            Hdfs.small(directory.resolve("hdfs"))
                .hosts(new Host("h1", "/rack1"))
                .replication(1)
                .highAvailability());
    try (Session session = hdfs.session("local[2]").config("firesteel.io.retry-time", "1m").open();
        Session hasty = hdfs.session("local[2]").config("firesteel.io.retry-time", "2s").open()) {
      assertThat(hdfs.cluster().fileSystem().getPort()).isEqualTo(-1);
      hdfs.write("in", "0123456\n".repeat(Hdfs.BLOCK / 2));
      ONCE.set(
          () -> {
            hdfs.cluster().nameNode().kill();
            activate(hdfs, "nn2");
          });
      session
          .textFile(hdfs.uri("in"), 8)
          .map(HighAvailabilityTest::disturbed)
          .saveAsTextFile(hdfs.uri("out"));
      assertThat(session.textFile(hdfs.uri("out")).count()).isEqualTo(Hdfs.BLOCK / 2);

      hdfs.cluster().nameNode().start();
      hdfs.cluster().awaitUp();
      standBy(hdfs, "nn2");
      assertThatThrownBy(() -> hasty.textFile(hdfs.uri("in")).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("no NameNode of firesteel is active, all are standby");

      nameNodes(hdfs).forEach(Daemon::kill);
      assertThatThrownBy(() -> hasty.textFile(hdfs.uri("in")).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining(" refuses connections (check that the NameNode runs there");
      assertThatThrownBy(() -> session("2s").textFile("hdfs://no-such-service/in").count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("no host 'no-such-service' is known");
    } finally {
      hdfs.cluster().close();
    }
  }

  private static Session session(String retryTime) {
    return Session.builder()
        .name("ha")
        .master("local[1]")
        .config("firesteel.io.retry-time", retryTime)
        .open();
  }

  private static List<Daemon> nameNodes(Hdfs hdfs) {
    return hdfs.cluster().daemons().stream()
        .filter(each -> each.kind() == DaemonKind.NAMENODE)
        .toList();
  }

  private interface Change {
    void apply(HAServiceProtocol nameNode, StateChangeRequestInfo why) throws Exception;
  }

  private static void activate(Hdfs hdfs, String id) {
    change(hdfs, id, HAServiceProtocol::transitionToActive);
  }

  private static void standBy(Hdfs hdfs, String id) {
    change(hdfs, id, HAServiceProtocol::transitionToStandby);
  }

  /** Asks again while the NameNode starts. */
  private static void change(Hdfs hdfs, String id, Change change) {
    Configuration conf = hdfs.configuration();
    String[] address = conf.get("dfs.namenode.rpc-address.firesteel." + id).split(":");
    try (HAServiceProtocolClientSideTranslatorPB nameNode =
        new HAServiceProtocolClientSideTranslatorPB(
            new InetSocketAddress(address[0], Integer.parseInt(address[1])), conf)) {
      change.apply(nameNode, new StateChangeRequestInfo(RequestSource.REQUEST_BY_USER_FORCED));
    } catch (Exception e) {
      throw new AssertionError("Cannot change the state of " + id, e);
    }
  }
}
