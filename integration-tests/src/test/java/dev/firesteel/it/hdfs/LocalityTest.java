package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.NotLocalReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tasks run on the hosts of their blocks: DataNodes on h1 and h2 in /rack1 and on h3 in /rack2, two
 * replicas, and executors that pass for being on these hosts. The NameNode puts replicas into both
 * racks, so one is on h3 and one on h1 or h2. What each session counted is added to {@code
 * target/locality.txt}.
 */
@ExtendWith(HdfsExtension.class)
final class LocalityTest {
  private static final int BLOCKS = 160;
  private static final int BLOCK = 64 << 10;
  private static final String LINE = "0123456789abcde\n";
  private static final long LINES = (long) BLOCKS * BLOCK / LINE.length();

  private static void write(Hdfs hdfs) throws IOException {
    byte[] block = LINE.repeat(BLOCK / LINE.length()).getBytes(StandardCharsets.UTF_8);
    try (FileSystem client = hdfs.client();
        OutputStream to = client.create(hdfs.path("in"), true, 4096, (short) 2, BLOCK)) {
      for (int i = 0; i < BLOCKS; i++) {
        to.write(block);
      }
    }
    Map<String, Integer> replicas = new HashMap<>();
    try (FileSystem client = hdfs.client()) {
      while (replicas.values().stream().mapToInt(n -> n).sum() < 2 * BLOCKS) {
        replicas.clear(); // DataNodes tell of the second ones some time after the file is closed
        for (BlockLocation at :
            client.getFileBlockLocations(hdfs.path("in"), 0, (long) BLOCKS * BLOCK)) {
          for (String host : at.getHosts()) {
            replicas.merge(host, 1, Integer::sum);
          }
        }
      }
    }
    // 80 of 160 by chance, with a deviation of 6
    assertThat(replicas.get("h1")).as("replicas " + replicas).isGreaterThan(BLOCKS / 4);
    assertThat(replicas.get("h2")).as("replicas " + replicas).isGreaterThan(BLOCKS / 4);
    assertThat(replicas).containsEntry("h3", BLOCKS);
  }

  /** Reads all with executors on these hosts; what the session counted. */
  private static LocalityStatus read(Hdfs hdfs, String master, int executors, String hosts)
      throws IOException {
    try (Session session =
        hdfs.session(master).config("firesteel.local-cluster.hosts", hosts).open()) {
      while (session.status().executors().stream().filter(e -> e.state().equals("ready")).count()
          < executors) {
        session.parallelize(List.of(1), 1).count();
      }
      assertThat(session.textFile(hdfs.uri("in"), BLOCKS).filter(LocalityTest::work).count())
          .isEqualTo(LINES);
      LocalityStatus counts = session.status().locality();
      Files.writeString(
          Path.of("target", "locality.txt"),
          hosts + ": " + counts.text() + "; " + String.join("; ", counts.reasons()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return counts;
    }
  }

  /** So that a task takes some twenty milliseconds, much longer than its message. */
  private static boolean work(String line) {
    long sum = line.hashCode();
    for (int i = 0; i < 4_000; i++) {
      sum = sum * 31 + i;
    }
    return sum != 1;
  }

  private static void eachTaskIsAccountedFor(LocalityStatus counts) {
    assertThat(counts.preferring()).isEqualTo(BLOCKS);
    assertThat(counts.notLocal().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(counts.away());
    long bytes = counts.levels().values().stream().mapToLong(LocalityStatus.Amount::bytes).sum();
    assertThat(bytes).isGreaterThanOrEqualTo((long) BLOCKS * BLOCK);
  }

  @Test
  void tasksRunOnTheHostsOfTheirBlocksAlsoWhenOneOfThemHasNoExecutor(Hdfs hdfs) throws Exception {
    write(hdfs);

    LocalityStatus all = read(hdfs, "local-cluster[3,1,256]", 3, "h1/rack1,h2/rack1,h3/rack2");
    eachTaskIsAccountedFor(all);
    assertThat(all.at(InputLocality.NODE).tasks())
        .as(all.text() + all.reasons())
        .isGreaterThanOrEqualTo(BLOCKS * 97 / 100);

    LocalityStatus withoutH1 = read(hdfs, "local-cluster[2,1,256]", 2, "h2/rack1,h3/rack2");
    eachTaskIsAccountedFor(withoutH1);
    assertThat(withoutH1.at(InputLocality.ANY).tasks()).as(withoutH1.text()).isZero();
    assertThat(withoutH1.at(InputLocality.NODE).tasks()).isGreaterThan(BLOCKS / 2);
    // h3 has all blocks, so how many tasks h2 takes for its rack depends on how fast they are
    assertThat(withoutH1.notLocal().keySet()).isSubsetOf(NotLocalReason.BUSY);
  }

  @Test
  void tasksOfAHostWithoutExecutorRunInTheRackThatTheNameNodeTells(Hdfs hdfs) throws Exception {
    write(hdfs);

    // the cluster tells no racks: that of h2 is known from the splits, and so is that of h1
    LocalityStatus onlyH2 = read(hdfs, "local-cluster[1,1,256]", 1, "h2");
    eachTaskIsAccountedFor(onlyH2);
    assertThat(onlyH2.at(InputLocality.NODE).tasks()).isGreaterThan(BLOCKS / 4);
    assertThat(onlyH2.at(InputLocality.RACK).tasks()).isGreaterThan(BLOCKS / 4);
    assertThat(onlyH2.at(InputLocality.ANY).tasks()).isZero();
    assertThat(onlyH2.notLocal()).containsOnlyKeys(NotLocalReason.NO_EXECUTOR);
  }
}
