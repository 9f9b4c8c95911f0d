package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.HarFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings, mount tables and archives over a real HDFS. */
@ExtendWith(HdfsExtension.class)
@Timeout(180)
final class FileSystemsTest {
  private static String path(Hdfs hdfs, String name) {
    return hdfs.path(name).toUri().getPath();
  }

  @Test
  void executorsHaveTheDriversSettings(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local-cluster[1,1,512]").open()) {
      session.parallelize(List.of("a", "b"), 2).saveAsTextFile(path(hdfs, "out"));
      assertThat(session.textFile(path(hdfs, "out")).collect()).containsExactly("a", "b");
    }
    assertThat(hdfs.list("out")).contains("_SUCCESS");
  }

  @Test
  void sessionsOfOneProcessHaveTheirOwnSettings(Hdfs hdfs) throws Exception {
    try (Session one =
            hdfs.session("local[1]").config("firesteel.hadoop.dfs.replication", "1").open();
        Session two =
            hdfs.session("local[1]").config("firesteel.hadoop.dfs.replication", "3").open();
        FileSystem client = hdfs.client()) {
      one.parallelize(List.of("x"), 1).saveAsTextFile(hdfs.uri("one"));
      two.parallelize(List.of("x"), 1).saveAsTextFile(hdfs.uri("two"));
      assertThat(client.getFileStatus(hdfs.path("one/part-00000")).getReplication())
          .isEqualTo((short) 1);
      assertThat(client.getFileStatus(hdfs.path("two/part-00000")).getReplication())
          .isEqualTo((short) 3);
    }
  }

  @Test
  void aClosedSessionLeavesNoClient(Hdfs hdfs) throws Exception {
    Set<Thread> before = clientThreads();
    try (Session session = hdfs.session("local[2]").open()) {
      session.parallelize(List.of("x"), 2).saveAsTextFile(hdfs.uri("out"));
      assertThat(session.textFile(hdfs.uri("out")).count()).isEqualTo(1);
    }
    Set<Thread> after = clientThreads();
    after.removeAll(before);
    assertThat(after).isEmpty();
  }

  /** Connections to NameNodes and renewers of leases. */
  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith("IPC Client (")
                    || thread.getName().startsWith("LeaseRenewer"))
        .collect(Collectors.toSet());
  }

  @Test
  void mountsLeadToHdfsWithItsHosts(Hdfs hdfs) throws Exception {
    hdfs.write("data/in", "0123456\n".repeat(Hdfs.BLOCK / 4));
    try (Session session =
        hdfs.session("local[2]")
            .config("firesteel.hadoop.fs.defaultFS", "viewfs://all/")
            .config("firesteel.hadoop.fs.viewfs.mounttable.all.link./data", hdfs.uri("data"))
            .config("firesteel.hadoop.fs.viewfs.mounttable.all.link./user", hdfs.uri("user"))
            .open()) {
      Dataset<String> lines = session.textFile("/data/in");
      assertThat(lines.count()).isEqualTo(Hdfs.BLOCK / 4);
      lines.saveAsTextFile("viewfs://all/user/out");
      assertThat(session.textFile("/user/out/part-*").count()).isEqualTo(Hdfs.BLOCK / 4);
    }
    assertThat(hdfs.list("user/out")).contains("_SUCCESS").doesNotContain("_temporary");
  }

  @Test
  void archivesAreRead(Hdfs hdfs) throws Exception {
    List<String> index = new ArrayList<>();
    index.add("%2F dir 1700000000000+493+u+g 0 0 a b ");
    index.add("%2Fa file part-0 0 13 1700000000000+420+u+g ");
    index.add("%2Fb file part-0 13 6 1700000000000+420+u+g ");
    String lines = String.join("\n", index) + "\n";
    hdfs.write("x.har/_index", lines);
    hdfs.write(
        "x.har/_masterindex",
        HarFileSystem.VERSION + " \n0 " + Integer.MAX_VALUE + " 0 " + lines.length() + " \n");
    hdfs.write("x.har/part-0", "first\nsecond\nthird\n");
    String host = hdfs.cluster().fileSystem().getAuthority();
    try (Session session = hdfs.session("local[2]").open()) {
      String archive = "har://hdfs-" + host + path(hdfs, "x.har");
      assertThat(session.textFile(archive).collect()).containsExactly("first", "second", "third");
      assertThat(session.textFile(archive + "/b").collect()).containsExactly("third");
      assertThat(session.textFile("har:" + path(hdfs, "x.har") + "/a").count()).isEqualTo(2);
    }
  }
}
