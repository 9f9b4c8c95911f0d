package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.dataset.Session;
import dev.firesteel.devcluster.DevCluster;
import dev.firesteel.devcluster.Host;
import dev.firesteel.io.StandardFileFormats;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.input.FileSplit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Splits beside what a real NameNode says. */
@ExtendWith(HdfsExtension.class)
final class PlanningTest {
  private static final int DIRECTORIES = 10;
  private static final int FILES = 100;

  /** The hosts of a file's blocks by their offsets, as Hadoop's client tells. */
  private record Facts(Map<String, Map<Long, Set<String>>> hosts) {
    static Facts of(Hdfs hdfs, String path) throws IOException {
      Map<String, Map<Long, Set<String>>> all = new HashMap<>();
      try (FileSystem client = hdfs.client()) {
        RemoteIterator<LocatedFileStatus> files = client.listFiles(hdfs.path(path), true);
        while (files.hasNext()) {
          LocatedFileStatus file = files.next();
          Map<Long, Set<String>> blocks = new TreeMap<>();
          for (BlockLocation block : file.getBlockLocations()) {
            blocks.put(block.getOffset(), Set.of(block.getHosts()));
          }
          all.put(file.getPath().toUri().getPath(), blocks);
        }
      }
      return new Facts(all);
    }

    Set<String> of(FileRange range) {
      return ((TreeMap<Long, Set<String>>) hosts.get(range.file().path()))
          .floorEntry(range.start())
          .getValue();
    }
  }

  @Test
  void smallFilesShareSplitsOnTheHostsThatHaveThem(Hdfs hdfs) throws Exception {
    writeSmallFiles(hdfs);
    hdfs.awaitReplicas("in");
    List<FileSplit> splits = plan(hdfs, "in/*", Map.of());
    assertThat(splits).hasSizeBetween(2, 20);

    Facts facts = Facts.of(hdfs, "in");
    assertThat(facts.hosts()).hasSize(DIRECTORIES * FILES);
    List<String> read = new ArrayList<>();
    Map<HostName, Integer> offers = new HashMap<>();
    long local = 0;
    for (FileSplit split : splits) {
      split.hosts().forEach(host -> offers.merge(host, 1, Integer::sum));
      assertThat(split.racks()).isEqualTo(split.hosts().stream().map(PlanningTest::rack).toList());
      String best = split.hosts().get(0).value();
      for (FileRange range : split.ranges()) {
        read.add(range.file().path());
        local += facts.of(range).contains(best) ? 1 : 0;
      }
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(facts.hosts().keySet());
    assertThat(local).isGreaterThan(95L * read.size() / 100);
    assertThat(offers.keySet()).as("no host gets everything").hasSize(3);

    try (Session session = hdfs.session("local[2]").open()) {
      assertThat(session.textFile(hdfs.uri("in/*")).distinct().count())
          .isEqualTo(DIRECTORIES * FILES);
      assertThat(session.textFile(hdfs.uri("in/*")).first()).isEqualTo("line of 0/0");
    }
    assertThat(plan(hdfs, "in/*", Map.of("firesteel.io.small-files", "apart")))
        .hasSize(DIRECTORIES * FILES);
  }

  private static void writeSmallFiles(Hdfs hdfs) throws IOException {
    try (FileSystem client = hdfs.client()) {
      IntStream.range(0, DIRECTORIES)
          .parallel()
          .forEach(
              directory -> {
                for (int file = 0; file < FILES; file++) {
                  String name = directory + "/" + file;
                  try (OutputStream out = client.create(hdfs.path("in/" + name))) {
                    out.write(("line of " + name + "\n").getBytes(StandardCharsets.UTF_8));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }
              });
    }
  }

  private static RackName rack(HostName host) {
    return new RackName(host.value().equals("h3") ? "/rack2" : "/rack1");
  }

  @Test
  void piecesOfLargeFilesHaveTheHostsOfTheirBlocks(Hdfs hdfs) throws Exception {
    hdfs.write("in/large", new byte[5 * Hdfs.BLOCK + 100]);
    hdfs.awaitReplicas("in");
    Facts facts = Facts.of(hdfs, "in");
    List<FileSplit> splits = plan(hdfs, "in", Map.of("firesteel.io.split-size", "600k"));
    assertThat(splits).hasSize(11);
    for (FileSplit split : splits) {
      assertThat(split.hosts().stream().map(HostName::value))
          .containsExactlyInAnyOrderElementsOf(facts.of(split.ranges().get(0)));
      assertThat(split.racks()).isEqualTo(split.hosts().stream().map(PlanningTest::rack).toList());
    }
  }

  @Test
  void aFileThatIsBeingWrittenIsReadAsFarAsTheNameNodeKnows(Hdfs hdfs) throws Exception {
    try (FileSystem client = hdfs.client();
        FSDataOutputStream out = client.create(hdfs.path("in/open"))) {
      out.write("12345678".repeat(Hdfs.BLOCK / 8 + 10).getBytes(StandardCharsets.UTF_8));
      out.hflush();
      long known = client.getFileStatus(hdfs.path("in/open")).getLen();
      out.write("more".getBytes(StandardCharsets.UTF_8));
      out.hflush();
      assertThat(plan(hdfs, "in", Map.of()).stream().mapToLong(FileSplit::length).sum())
          .isEqualTo(known)
          .isGreaterThanOrEqualTo(Hdfs.BLOCK);
    }
    assertThat(plan(hdfs, "in", Map.of()).stream().mapToLong(FileSplit::length).sum())
        .isEqualTo(Hdfs.BLOCK + 84);
  }

  @Test
  void emptyFilesAndDirectoriesHaveNoSplits(Hdfs hdfs) throws Exception {
    hdfs.write("in/empty", "");
    try (FileSystem client = hdfs.client()) {
      client.mkdirs(hdfs.path("none"));
    }
    assertThat(plan(hdfs, "in", Map.of())).isEmpty();
    assertThat(plan(hdfs, "in/empty", Map.of())).isEmpty();
    assertThat(plan(hdfs, "none", Map.of())).isEmpty();
    assertThatThrownBy(() -> plan(hdfs, "in/empty/x", Map.of()))
        .hasMessageContaining("it does not exist");
  }

  @Test
  void directoriesThatMayNotBeListedAreNamedTogether(Hdfs hdfs) throws Exception {
    hdfs.write("in/a/x", "x");
    hdfs.write("in/b/x", "x");
    hdfs.write("in/c/x", "x");
    try (FileSystem client = hdfs.client()) {
      client.setPermission(hdfs.path("in/a"), new FsPermission("700"));
      client.setPermission(hdfs.path("in/c"), new FsPermission("700"));
    }
    assertThatThrownBy(() -> planAs("somebody", hdfs, "in/*"))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.INPUT_OUTPUT))
        .hasMessageStartingWith("Cannot read 2 paths:")
        .hasMessageContaining(hdfs.uri("in/a"))
        .hasMessageContaining(hdfs.uri("in/c"));
  }

  private static List<FileSplit> planAs(String user, Hdfs hdfs, String path) throws Exception {
    return org.apache.hadoop.security.UserGroupInformation.createRemoteUser(user)
        .doAs(
            (java.security.PrivilegedExceptionAction<List<FileSplit>>)
                () -> plan(hdfs, path, Map.of()));
  }

  @Test
  void fasterStorageAndMemoryComeFirst(@TempDir Path directory) throws Exception {
    Hdfs hdfs =
        Hdfs.startOwn(
            Hdfs.small(directory.resolve("cluster"))
                .hosts(
                    new Host("h1", "/rack1", List.of("DISK")),
                    new Host("h2", "/rack2", List.of("SSD"))));
    try (DevCluster cluster = hdfs.cluster();
        FileSystem client = hdfs.client()) {
      client.mkdirs(hdfs.path("in"));
      client.setStoragePolicy(hdfs.path("in"), "ONE_SSD");
      for (int i = 0; i < 4; i++) {
        hdfs.write("in/" + i, "some text\n");
      }
      for (FileSplit split : plan(hdfs, "in", Map.of("firesteel.io.small-files", "apart"))) {
        assertThat(split.hosts()).containsExactly(new HostName("h2"), new HostName("h1"));
      }
      assertThat(cluster.dataNodes()).hasSize(2);
    }
  }

  private static List<FileSplit> plan(Hdfs hdfs, String path, Map<String, String> settings)
      throws IOException {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("firesteel.io.hadoop-conf-dir", hdfs.cluster().configDirectory().toString());
    Config config = Config.of(all);
    return new ArrayList<>(
        new StandardFileFormats()
            .text(hdfs.uri(path), 0, TextForm.LINES, config)
            .plan(new PlanContext(config, 2)));
  }
}
