package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.PrivilegedExceptionAction;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream.SyncFlag;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong with single files and directories of a healthy HDFS. */
@ExtendWith(HdfsExtension.class)
@Timeout(180)
final class FileErrorsTest {
  private static final UserGroupInformation EVE = UserGroupInformation.createRemoteUser("eve");

  private static Session open(Hdfs hdfs) {
    return hdfs.session("local[2]").open();
  }

  private static void modes(Hdfs hdfs, String path, int mode) throws Exception {
    try (FileSystem client = hdfs.client()) {
      client.setPermission(hdfs.path(path), new FsPermission((short) mode));
    }
  }

  @Test
  void missingPathsAreNamedTogether(Hdfs hdfs) {
    try (Session session = open(hdfs)) {
      assertThatThrownBy(() -> session.textFile(hdfs.uri("a") + "," + hdfs.uri("b")).count())
          .isInstanceOf(FiresteelException.class)
          .hasMessage(
              "Cannot read 2 paths:\n  %s: it does not exist (check the path)\n  %s: it does not"
                      .formatted(hdfs.uri("a"), hdfs.uri("b"))
                  + " exist (check the path)");
    }
  }

  @Test
  void whatAUserMayNotReadListOrWriteIsNamed(Hdfs hdfs) throws Exception {
    hdfs.write("own/file", "x\n");
    hdfs.write("closed/file", "x\n");
    modes(hdfs, "own/file", 0600);
    modes(hdfs, "closed", 0700);
    EVE.doAs(
        (PrivilegedExceptionAction<Void>)
            () -> {
              try (Session session = open(hdfs)) {
                assertThatThrownBy(() -> session.textFile(hdfs.uri("own/file")).count())
                    .isInstanceOf(FiresteelException.class)
                    .hasMessageContaining("Cannot read " + hdfs.uri("own/file"))
                    .hasMessageContaining("permission denied (ask its owner for access)")
                    .hasMessageContaining("user=eve, access=READ")
                    .hasMessageNotContaining("\tat ");
                assertThatThrownBy(() -> session.textFile(hdfs.uri("closed")).count())
                    .isInstanceOf(FiresteelException.class)
                    .hasMessageContaining("permission denied")
                    .hasMessageContaining("user=eve");
                assertThatThrownBy(
                        () -> session.parallelize(List.of("x")).saveAsTextFile(hdfs.uri("own/out")))
                    .isInstanceOf(FiresteelException.class)
                    .hasMessageStartingWith("Cannot write to " + hdfs.uri("own/out"))
                    .hasMessageContaining("user=eve, access=WRITE");
              }
              return null;
            });
  }

  @Test
  void executorsWriteAsTheDriversUser(Hdfs hdfs) throws Exception {
    try (FileSystem client = hdfs.client()) {
      client.mkdirs(hdfs.path("all"));
    }
    modes(hdfs, "all", 0777);
    EVE.doAs(
        (PrivilegedExceptionAction<Void>)
            () -> {
              try (Session session = hdfs.session("local-cluster[1,1,512]").open()) {
                session.parallelize(List.of("x")).saveAsTextFile(hdfs.uri("all/out"));
              }
              return null;
            });
    try (FileSystem client = hdfs.client()) {
      assertThat(client.getFileStatus(hdfs.path("all/out/part-00000")).getOwner()).isEqualTo("eve");
    }
  }

  @Test
  void aNameQuotaIsNamed(Hdfs hdfs) throws Exception {
    quota(hdfs, 2, HdfsConstants.QUOTA_DONT_SET);
    try (Session session = open(hdfs)) {
      assertThatThrownBy(
              () -> session.parallelize(List.of("x")).saveAsTextFile(hdfs.uri("small/out")))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("a name quota is reached (delete files, or ask for a higher quota)")
          .hasMessageContaining("small is exceeded: quota=2");
    }
    assertThat(hdfs.list("small")).isEmpty();
  }

  @Test
  void aSpaceQuotaIsNamed(Hdfs hdfs) throws Exception {
    quota(hdfs, HdfsConstants.QUOTA_DONT_SET, 1000);
    try (Session session = open(hdfs)) {
      assertThatThrownBy(
              () -> session.parallelize(List.of("x")).saveAsTextFile(hdfs.uri("small/out")))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining(
              "a space quota is reached (delete files, or ask for a higher quota)")
          .hasMessageContaining("small is exceeded");
    }
    assertThat(hdfs.list("small")).isEmpty();
  }

  private static void quota(Hdfs hdfs, long names, long space) throws Exception {
    try (FileSystem client = hdfs.client()) {
      client.mkdirs(hdfs.path("small"));
      ((DistributedFileSystem) client).setQuota(hdfs.path("small"), names, space);
    }
  }

  @Test
  void aFileThatIsDeletedAfterPlanningIsNamed(Hdfs hdfs) throws Exception {
    hdfs.write("in", "x\n");
    try (Session session = open(hdfs);
        FileSystem client = hdfs.client()) {
      Dataset<String> lines = session.textFile(hdfs.uri("in"));
      assertThat(lines.partitions()).isPositive();
      client.delete(hdfs.path("in"), false);
      assertThatThrownBy(lines::count)
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining(
              "Cannot read " + hdfs.uri("in") + ": it does not exist (check the path)");
    }
  }

  @Test
  void aFileThatIsCutAfterPlanningIsNamed(Hdfs hdfs) throws Exception {
    hdfs.write("in", "x\n".repeat(Hdfs.BLOCK));
    try (Session session = open(hdfs);
        FileSystem client = hdfs.client()) {
      Dataset<String> lines = session.textFile(hdfs.uri("in"));
      assertThat(lines.partitions()).isPositive();
      client.truncate(hdfs.path("in"), Hdfs.BLOCK);
      assertThatThrownBy(lines::count)
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("Cannot read " + hdfs.uri("in"))
          .hasMessageContaining("when the job was planned");
    }
  }

  @Test
  void aFileThatGrowsAfterPlanningIsReadAsItWas(Hdfs hdfs) throws Exception {
    hdfs.write("in", "x\n".repeat(10));
    try (Session session = open(hdfs);
        FileSystem client = hdfs.client()) {
      Dataset<String> lines = session.textFile(hdfs.uri("in"));
      assertThat(lines.partitions()).isPositive();
      try (OutputStream more = client.append(hdfs.path("in"))) {
        more.write("y\n".repeat(10).getBytes("UTF-8"));
      }
      assertThat(lines.collect()).hasSize(10).containsOnly("x");
      assertThat(session.textFile(hdfs.uri("in")).count()).isEqualTo(20);
    }
  }

  @Test
  void aFileThatIsBeingWrittenIsReadAsFarAsTheNameNodeKnows(Hdfs hdfs) throws Exception {
    try (Session session = open(hdfs);
        FileSystem client = hdfs.client();
        FSDataOutputStream out = client.create(hdfs.path("in"))) {
      out.write("1234567\n".repeat(Hdfs.BLOCK / 8 + 10).getBytes("UTF-8"));
      out.hflush();
      assertThat(session.textFile(hdfs.uri("in")).count())
          .isBetween(Hdfs.BLOCK / 8L, Hdfs.BLOCK / 8L + 10); // whole blocks at least
      ((HdfsDataOutputStream) out).hsync(EnumSet.of(SyncFlag.UPDATE_LENGTH));
      assertThat(session.textFile(hdfs.uri("in")).count()).isEqualTo(Hdfs.BLOCK / 8 + 10);
    }
  }

  @Test
  void malformedCompressedDataIsNamed(Hdfs hdfs) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("some text\n".repeat(10_000).getBytes("UTF-8"));
    }
    byte[] whole = bytes.toByteArray();
    hdfs.write("cut.gz", java.util.Arrays.copyOf(whole, whole.length - 20));
    for (String name : List.of("x.gz", "x.bz2", "x.zst")) {
      hdfs.write(name, "this is not compressed\n".repeat(100));
    }
    try (Session session = open(hdfs)) {
      for (String name : List.of("cut.gz", "x.gz", "x.bz2", "x.zst")) {
        assertThatThrownBy(() -> session.textFile(hdfs.uri(name)).count())
            .isInstanceOf(FiresteelException.class)
            .hasMessageContaining("Cannot read " + hdfs.uri(name) + ": ");
      }
    }
  }

  @Test
  void namesAreTakenAsTheyAre(Hdfs hdfs) throws Exception {
    try (Session session = open(hdfs)) {
      for (String name : List.of("a b", "100%", "a%20b", "a+b", "größe-日本", "a;b&c=d", "#1")) {
        session.parallelize(List.of(name), 1).saveAsTextFile(hdfs.uri("names/" + name));
        assertThat(session.textFile(hdfs.uri("names/" + name)).collect()).containsExactly(name);
      }
      assertThatThrownBy(
              () -> session.parallelize(List.of("x")).saveAsTextFile(hdfs.uri("names/a:b")))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("HDFS has no names with ':' (choose another name)");
    }
  }
}
