package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text written to a real HDFS by tasks, and read back by tasks. */
@ExtendWith(HdfsExtension.class)
final class WriteAndReadTest {
  @Test
  void whatIsSavedIsRead(Hdfs hdfs) throws Exception {
    List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
    try (Session session = hdfs.session("local[2]").open()) {
      session.parallelize(lines, 3).saveAsTextFile(hdfs.uri("out"));
      assertThat(hdfs.list("out"))
          .containsExactly("_SUCCESS", "part-00000", "part-00001", "part-00002");
      assertThat(session.textFile(hdfs.uri("out")).collect()).isEqualTo(lines);
    }
  }

  @Test
  void filesOfManyBlocksAreReadInManyTasks(Hdfs hdfs) throws Exception {
    hdfs.write("in", "0123456\n".repeat(3 * Hdfs.BLOCK / 8));
    try (Session session = hdfs.session("local[2]").open()) {
      assertThat(session.textFile(hdfs.uri("in")).count()).isEqualTo(3L * Hdfs.BLOCK / 8);
      assertThat(session.textFile(hdfs.uri("in")).partitions()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void blocksHaveTheHostsAndRacksOfTheCluster(Hdfs hdfs) throws Exception {
    hdfs.write("in", new byte[6 * Hdfs.BLOCK]);
    Set<String> hosts = new TreeSet<>();
    try (FileSystem client = hdfs.client()) {
      for (BlockLocation block : client.getFileBlockLocations(hdfs.path("in"), 0, 6 * Hdfs.BLOCK)) {
        assertThat(block.getHosts()).hasSize(2).contains("h3"); // the only one in its rack
        hosts.addAll(List.of(block.getHosts()));
        for (String place : block.getTopologyPaths()) {
          assertThat(place).matches("/rack1/127\\.0\\.0\\.1:\\d+|/rack2/127\\.0\\.0\\.1:\\d+");
        }
      }
    }
    assertThat(hosts).contains("h3").hasSizeBetween(2, 3);
  }
}
