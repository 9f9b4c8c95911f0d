package dev.firesteel.it.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.staging.ClusterStaging;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import dev.firesteel.it.hdfs.Hdfs;
import dev.firesteel.it.hdfs.HdfsExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.fs.StorageStatistics.LongStatistic;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HdfsExtension.class)
class StagingOnHdfsTest {
  private static final int MOST_REQUESTS = 15;

  @TempDir Path dir;
  private Path jar;
  private Path file;

  @BeforeEach
  void makeFiles() throws IOException {
    jar = dir.resolve("a.jar");
    try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar))) {
      to.putNextEntry(new ZipEntry("x"));
      to.write("x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8));
    }
    file = Files.writeString(dir.resolve("words.txt"), "words");
  }

  @Test
  void withoutANameNodeTheErrorNamesItsAddress(Hdfs hdfs) {
    Configuration hadoop = hdfs.configuration();
    hadoop.set("fs.defaultFS", "hdfs://127.0.0.1:1");
    hadoop.set("ipc.client.connect.max.retries", "0");
    assertThatThrownBy(() -> stage(hadoop, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot bring the runtime to hdfs://127.0.0.1:1")
        .hasMessageContaining("refuses connections");
  }

  @Test
  void quotasThatAreReachedAreNamed(Hdfs hdfs) throws IOException {
    try (FileSystem client = hdfs.client()) {
      client.mkdirs(hdfs.path("cache"));
      DistributedFileSystem dfs = (DistributedFileSystem) client;
      dfs.setQuota(hdfs.path("cache"), Long.MAX_VALUE - 1, 1_000);
      assertThatThrownBy(() -> stage(hdfs)).hasMessageContaining("a space quota is reached");
      dfs.setQuota(hdfs.path("cache"), 1, Long.MAX_VALUE - 1);
      assertThatThrownBy(() -> stage(hdfs)).hasMessageContaining("a name quota is reached");
    }
  }

  @Test
  void withoutAHomeAndACacheToWriteTheErrorNamesTheSetting(Hdfs hdfs) throws Exception {
    try (FileSystem client = hdfs.client()) {
      client.mkdirs(hdfs.path("closed"));
      client.setPermission(hdfs.path("closed"), new FsPermission((short) 0755));
    }
    assertThatThrownBy(
            () ->
                as(
                    "bob",
                    () ->
                        stage(
                            hdfs.configuration(),
                            Map.of("firesteel.yarn.cache-dir", hdfs.uri("closed/cache")))))
        .hasMessageContaining("permission denied")
        .hasMessageContaining("set firesteel.yarn.cache-dir");
  }

  @Test
  void safeModeIsNamed(Hdfs hdfs) throws IOException {
    try (FileSystem client = hdfs.client()) {
      DistributedFileSystem dfs = (DistributedFileSystem) client;
      dfs.setSafeMode(SafeModeAction.ENTER);
      try {
        assertThatThrownBy(() -> stage(hdfs)).hasMessageContaining("is in safe mode");
      } finally {
        dfs.setSafeMode(SafeModeAction.LEAVE);
      }
    }
  }

  @Test
  void anEntryOfAnotherUserIsNotTrusted(Hdfs hdfs) throws Exception {
    home(hdfs, "alice");
    try (FileSystem client = hdfs.client()) {
      client.mkdirs(hdfs.path("cache"));
      client.setPermission(hdfs.path("cache"), new FsPermission((short) 01777));
    }
    LocalResource mallory = runtime(as("mallory", () -> stage(hdfs)));
    assertThat(mallory.getResource().getFile()).startsWith(hdfs.path("cache").toUri().getPath());
    LocalResource alice = runtime(as("alice", () -> stage(hdfs)));
    assertThat(alice.getResource().getFile()).startsWith("/user/alice/.firesteel/cache/");
  }

  @Test
  void aCacheThatAnOperatorFillsIsReadByAll(Hdfs hdfs) throws Exception {
    home(hdfs, "alice");
    LocalResource operator = runtime(stage(hdfs));
    file = Files.writeString(dir.resolve("words.txt"), "words of alice");
    StagedProgram alice = as("alice", () -> stage(hdfs));
    assertThat(runtime(alice)).isEqualTo(operator);
    assertThat(alice.resources().get("files/words.txt").getResource().getFile())
        .startsWith("/user/alice/.firesteel/cache/");
  }

  private static void home(Hdfs hdfs, String user) throws IOException {
    org.apache.hadoop.fs.Path home = new org.apache.hadoop.fs.Path("/user/" + user);
    try (FileSystem client = hdfs.client()) {
      client.mkdirs(home);
      client.setOwner(home, user, user);
    }
  }

  @Test
  void theSecondTimeNothingIsStoredAndLittleIsAsked(Hdfs hdfs) throws IOException {
    StagedProgram first = stage(hdfs);
    SortedMap<String, Long> before = requests();
    assertThat(stage(hdfs)).isEqualTo(first);
    SortedMap<String, Long> after = requests();
    after.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
    after.values().removeIf(count -> count == 0);
    assertThat(after).doesNotContainKeys("op_create", "op_mkdirs", "op_rename", "op_delete");
    assertThat(after.values().stream().mapToLong(n -> n).sum()).isLessThan(MOST_REQUESTS);
  }

  @Test
  void submittersAtOnceBothSucceed(Hdfs hdfs) throws IOException {
    List<CompletableFuture<StagedProgram>> all =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> unchecked(hdfs)))
            .limit(3)
            .toList();
    assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(hdfs.list("cache")).hasSize(2).noneMatch(name -> name.startsWith("part-"));
  }

  @Test
  void theRuntimeIsPublicOnlyIfAnybodyMayEnter(Hdfs hdfs) throws IOException {
    assertThat(runtime(stage(hdfs)).getVisibility()).isEqualTo(LocalResourceVisibility.PUBLIC);
    try (FileSystem client = hdfs.client()) {
      client.setPermission(hdfs.path("cache"), new FsPermission((short) 0700));
    }
    assertThat(runtime(stage(hdfs)).getVisibility()).isEqualTo(LocalResourceVisibility.PRIVATE);
  }

  @Test
  void whatANodeManagerFetchesIsTheRuntime(Hdfs hdfs) throws Exception {
    LocalResource runtime = runtime(stage(hdfs));
    try (FileSystem client = hdfs.client();
        var in = client.open(runtime.getResource().toPath())) {
      FileUtil.unZip(in, dir.resolve("node").toFile());
      assertThat(client.getFileStatus(runtime.getResource().toPath()).getModificationTime())
          .isEqualTo(runtime.getTimestamp());
    }
    assertThat(dir.resolve("node/lib/a.jar")).hasSameBinaryContentAs(jar);
  }

  @Test
  void aFileOnTheClusterIsUsedInPlace(Hdfs hdfs) throws Exception {
    hdfs.write("there.txt", "there");
    StagedProgram program =
        stage(
            hdfs.configuration(),
            Map.of(
                "firesteel.yarn.cache-dir",
                hdfs.uri("cache"),
                "firesteel.files",
                hdfs.uri("there.txt") + "#here.txt"));
    assertThat(program.resources().get("files/here.txt").getResource().toPath())
        .isEqualTo(hdfs.path("there.txt"));
    assertThat(hdfs.list("cache")).hasSize(1);
  }

  private static LocalResource runtime(StagedProgram program) {
    LocalResource runtime = program.resources().get("runtime");
    assertThat(runtime).isNotNull();
    return runtime;
  }

  private StagedProgram stage(Hdfs hdfs) throws IOException {
    return stage(
        hdfs.configuration(),
        Map.of("firesteel.yarn.cache-dir", hdfs.uri("cache"), "firesteel.files", file.toString()));
  }

  private StagedProgram unchecked(Hdfs hdfs) {
    try {
      return stage(hdfs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StagedProgram stage(Configuration hadoop, Map<String, String> settings)
      throws IOException {
    try (ClusterStaging staging =
        ClusterStaging.open(Config.of(settings), hadoop, Clock.systemUTC())) {
      return staging.stage(new ExecutorProgram("Main", List.of(jar), List.of()));
    }
  }

  private static StagedProgram as(String user, PrivilegedExceptionAction<StagedProgram> work)
      throws Exception {
    return UserGroupInformation.createRemoteUser(user).doAs(work);
  }

  private static SortedMap<String, Long> requests() {
    SortedMap<String, Long> counts = new TreeMap<>();
    List<LongStatistic> all = new ArrayList<>();
    Iterator<LongStatistic> found =
        FileSystem.getGlobalStorageStatistics().get("DFSOpsCountStatistics").getLongStatistics();
    found.forEachRemaining(all::add);
    all.forEach(each -> counts.put(each.getName(), each.getValue()));
    return counts;
  }
}
