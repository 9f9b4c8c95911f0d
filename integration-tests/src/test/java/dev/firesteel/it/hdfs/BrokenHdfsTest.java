package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import dev.firesteel.devcluster.Daemon;
import dev.firesteel.devcluster.DevCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Daemons that stop, die or lose data while jobs run. */
@Timeout(300)
final class BrokenHdfsTest {
  private static final AtomicReference<Runnable> ONCE = new AtomicReference<>(() -> {});

  @TempDir private static Path directory;
  private static Hdfs hdfs;

  @BeforeAll
  static void start() {
    hdfs = Hdfs.startOwn(Hdfs.small(directory.resolve("hdfs")));
  }

  @AfterAll
  static void stop() {
    hdfs.cluster().close();
  }

  @AfterEach
  void restart() {
    DevCluster cluster = hdfs.cluster();
    cluster.daemons().stream().filter(each -> !each.isAlive()).forEach(Daemon::start);
    cluster.awaitUp();
    awaitWritable();
  }

  /** The NameNode takes DataNodes for live that died a moment ago, and are not back yet. */
  private static void awaitWritable() {
    for (int i = 0; i < 200; i++) {
      try (FileSystem client = hdfs.client()) {
        OutputStream out = client.create(hdfs.path("probe"), (short) 3);
        out.write(1);
        out.close();
        if (replicas(client, "probe") == 3) {
          return;
        }
      } catch (IOException e) {
        // the next round tries again
      }
      LockSupport.parkNanos(200_000_000);
    }
    throw new AssertionError("HDFS takes no files after its daemons came back");
  }

  /** How many copies the NameNode knows; a pipeline goes on without the nodes that fail it. */
  private static int replicas(FileSystem client, String file) throws IOException {
    return client.getFileBlockLocations(hdfs.path(file), 0, 1)[0].getHosts().length;
  }

  private static Session open(String retryTime) {
    return hdfs.session("local[2,4]").config("firesteel.io.retry-time", retryTime).open();
  }

  /** Lets a task do something to the cluster while it reads, once. */
  private static String disturbed(String line) {
    ONCE.getAndSet(() -> {}).run();
    return line;
  }

  @Test
  void aNameNodeThatIsDownAtPlanningIsNamed() {
    hdfs.cluster().nameNode().stop();
    try (Session session = open("2s")) {
      assertThatThrownBy(() -> session.textFile(hdfs.uri("in")).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageStartingWith("Cannot read " + hdfs.uri("in"))
          .hasMessageContaining(
              ":" + hdfs.cluster().fileSystem().getPort() + " refuses connections (check that the")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aNameNodeThatDiesInTheMiddleOfAJobIsNamed() throws Exception {
    hdfs.write("dies", "0123456\n".repeat(Hdfs.BLOCK / 2));
    ONCE.set(() -> hdfs.cluster().nameNode().kill());
    try (Session session = open("1s")) {
      assertThatThrownBy(
              () ->
                  session
                      .textFile(hdfs.uri("dies"), 8)
                      .map(BrokenHdfsTest::disturbed)
                      .saveAsTextFile(hdfs.uri("dies-out")))
          .isInstanceOf(FiresteelException.class)
          .hasMessageFindingMatch(" (refuses connections|ended the connection) \\(check th");
    }
  }

  @Test
  void aNameNodeThatDiesEndsAJobOfManyPartitionsBeforeEachOfThemHasFailed() throws Exception {
    hdfs.write("many", "0123456\n".repeat(Hdfs.BLOCK / 2));
    ONCE.set(() -> hdfs.cluster().nameNode().kill());
    try (Session session = open("5s")) {
      assertThatThrownBy(
              () ->
                  session
                      .textFile(hdfs.uri("many"), 45)
                      .map(BrokenHdfsTest::disturbed)
                      .saveAsTextFile(hdfs.uri("many-out")))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining(" failed 4 times")
          .hasMessageFindingMatch(" (refuses connections|ended the connection) \\(check th");
    }
  }

  @Test
  void aNameNodeThatComesBackInTimeIsWaitedFor() throws Exception {
    hdfs.write("back", "0123456\n".repeat(Hdfs.BLOCK / 2));
    ONCE.set(
        () -> {
          hdfs.cluster().nameNode().kill();
          hdfs.cluster().nameNode().start();
        });
    try (Session session = open("2m")) {
      session
          .textFile(hdfs.uri("back"), 8)
          .map(BrokenHdfsTest::disturbed)
          .saveAsTextFile(hdfs.uri("back-out"));
      assertThat(session.textFile(hdfs.uri("back-out")).count()).isEqualTo(Hdfs.BLOCK / 2);
    }
  }

  @Test
  void aDataNodeThatDiesDuringAReadIsReplacedByAnother() throws Exception {
    hdfs.write("replicated", "0123456\n".repeat(Hdfs.BLOCK));
    ONCE.set(() -> hdfs.cluster().dataNode("h3").kill());
    try (Session session = open("2s")) {
      assertThat(session.textFile(hdfs.uri("replicated")).map(BrokenHdfsTest::disturbed).count())
          .isEqualTo(Hdfs.BLOCK);
    }
  }

  @Test
  void aDamagedReplicaIsReplacedByAnother() throws Exception {
    hdfs.write("one-damaged", "0123456\n".repeat(1000));
    assertThat(damage("one-damaged", 1)).isEqualTo(1);
    try (Session session = open("2s")) {
      for (int i = 0; i < 4; i++) { // readers choose replicas at random
        assertThat(session.textFile(hdfs.uri("one-damaged")).count()).isEqualTo(1000);
      }
    }
  }

  @Test
  void aBlockWithoutAGoodReplicaIsNamed() throws Exception {
    hdfs.write("all-damaged", "0123456\n".repeat(1000));
    assertThat(damage("all-damaged", 2)).isEqualTo(2);
    try (Session session = open("2s")) {
      assertThatThrownBy(() -> session.textFile(hdfs.uri("all-damaged")).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("Cannot read " + hdfs.uri("all-damaged") + ": ")
          .hasMessageContaining("good copy")
          .hasMessageContaining(block("all-damaged"));
    }
  }

  private static String block(String file) throws Exception {
    try (FileSystem client = hdfs.client();
        HdfsDataInputStream in = (HdfsDataInputStream) client.open(hdfs.path(file))) {
      return in.getAllBlocks().get(0).getBlock().getBlockName();
    }
  }

  private static void awaitCopies(String file) throws IOException {
    try (FileSystem client = hdfs.client()) {
      for (int i = 0; i < 300 && replicas(client, file) < 2; i++) {
        LockSupport.parkNanos(200_000_000);
      }
    }
  }

  /** Changes bytes of the first block's replicas on the DataNodes' disks; answers of how many. */
  private static int damage(String file, int replicas) throws Exception {
    awaitCopies(file);
    String name = block(file);
    int damaged = 0;
    for (Daemon node : hdfs.cluster().dataNodes()) {
      try (Stream<Path> all = Files.walk(node.data())) {
        List<Path> found = all.filter(p -> p.getFileName().toString().equals(name)).toList();
        if (damaged < replicas && !found.isEmpty()) {
          try (RandomAccessFile bytes = new RandomAccessFile(found.get(0).toFile(), "rw")) {
            bytes.seek(100);
            bytes.write("damage".getBytes("UTF-8"));
          }
          damaged++;
        }
      }
    }
    return damaged;
  }

  @Test
  void safeModeIsNamedAndReadsGoOn() throws Exception {
    hdfs.write("readable", "x\n");
    try (Session session = open("1s");
        DistributedFileSystem client = (DistributedFileSystem) hdfs.client()) {
      client.setSafeMode(SafeModeAction.ENTER);
      try {
        assertThatThrownBy(
                () -> session.parallelize(List.of("x")).saveAsTextFile(hdfs.uri("safe-out")))
            .isInstanceOf(FiresteelException.class)
            .hasMessageStartingWith("Cannot write to " + hdfs.uri("safe-out"))
            .hasMessageContaining("the NameNode is in safe mode (wait until it has left it")
            .hasMessageNotContaining("\n");
        assertThat(session.textFile(hdfs.uri("readable")).count()).isEqualTo(1);
      } finally {
        client.setSafeMode(SafeModeAction.LEAVE);
      }
      session.parallelize(List.of("x")).saveAsTextFile(hdfs.uri("safe-out"));
    }
  }

  @Test
  void withoutADataNodeNothingIsWrittenAndNothingRead() throws Exception {
    hdfs.write("unreachable", "x\n");
    hdfs.cluster().dataNodes().forEach(Daemon::kill);
    try (Session session = open("1s")) {
      assertThatThrownBy(
              () -> session.parallelize(List.of("x"), 1).saveAsTextFile(hdfs.uri("nowhere")))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("Cannot ")
          .hasMessageContaining("DataNode")
          .hasMessageNotContaining("\tat ");
      assertThatThrownBy(() -> session.textFile(hdfs.uri("unreachable")).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("Cannot read " + hdfs.uri("unreachable") + ": ")
          .hasMessageContaining("no DataNode that can be reached has a good copy of block blk_");
    }
  }
}
