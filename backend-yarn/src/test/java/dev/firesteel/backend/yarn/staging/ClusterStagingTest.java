package dev.firesteel.backend.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterStagingTest {
  @TempDir Path dir;
  private Path cache;
  private final MutableClock clock = new MutableClock();
  private final List<Path> classPath = new ArrayList<>();

  @BeforeEach
  void makeClassPath() throws IOException {
    cache = dir.resolve("cache");
    classPath.add(jar("a.jar", "A"));
    classPath.add(jar("b.jar", "B"));
  }

  @Test
  void withoutAFileSystemOfTheClusterTheErrorNamesTheSettings() {
    assertThatThrownBy(() -> stage(Map.of("firesteel.yarn.cache-dir", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("fs.defaultFS is file:///")
        .hasMessageContaining("set HADOOP_CONF_DIR")
        .hasMessageContaining("firesteel.yarn.cache-dir");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> stage(Map.of("firesteel.files", dir + "/none.txt")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.txt")
        .hasMessageContaining("it does not exist");
  }

  @Test
  void aDirectoryIsRefusedAsAFile() {
    assertThatThrownBy(() -> stage(Map.of("firesteel.files", dir.toString())))
        .hasMessageContaining("it is a directory (pack it, and name it with --archives)");
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    Path one = text("one/x.txt", "1");
    Path two = text("two/x.txt", "2");
    assertThatThrownBy(() -> stage(Map.of("firesteel.files", one + "," + two)))
        .hasMessageContaining("both are named x.txt")
        .hasMessageContaining("PATH#NAME");
    assertThat(stage(Map.of("firesteel.files", one + "," + two + "#y.txt")).resources())
        .containsKeys("files/x.txt", "files/y.txt");
  }

  @Test
  void anArchiveOfAnUnknownKindIsRefused() throws IOException {
    Path file = text("x.rar", "1");
    assertThatThrownBy(() -> stage(Map.of("firesteel.archives", file.toString())))
        .hasMessageContaining("its name must end with one of .tar.gz");
  }

  @Test
  void aCacheThatCannotBeMadeSaysWhy() throws IOException {
    cache = text("plain", "").resolve("below");
    assertThatThrownBy(() -> stage(Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot bring the runtime to file:")
        .hasMessageContaining("plain");
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.silent.impl", SilentFiles.class.getName());
    try (ClusterStaging staging =
        open(Map.of("firesteel.yarn.cache-dir", "silent:///cache"), hadoop)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> staging.stage(new ExecutorProgram("Main", classPath, List.of())))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** A file system that does not answer. */
  public static final class SilentFiles extends RawLocalFileSystem {
    /** Made by Hadoop. */
    public SilentFiles() {}

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
    }
  }

  @Test
  void onlyWhatIsPreparedIsStoredAhead() throws IOException {
    try (ClusterStaging staging = open(Map.of(), new Configuration())) {
      staging.prepare(List.of());
      staging.awaitPrepared();
      assertThat(objects()).isEmpty();
      staging.prepare(classPath);
      staging.awaitPrepared();
      assertThat(objects()).hasSize(1);
      staging.stage(new ExecutorProgram("Main", classPath, List.of()));
      assertThat(objects()).hasSize(1);
    }
  }

  @Test
  void theRuntimeIsOneArchiveWithARelativeClassPath() throws IOException {
    StagedProgram program = stage(Map.of());
    assertThat(program.classPath()).containsExactly("runtime/lib/a.jar", "runtime/lib/b.jar");
    assertThat(program.localized()).isEmpty();
    assertThat(program.jvmOptions()).isEmpty();
    LocalResource runtime = program.resources().get("runtime");
    assertThat(runtime.getType()).isEqualTo(LocalResourceType.ARCHIVE);
    assertThat(runtime.getResource().getFile()).endsWith("/object.zip");
    Path object = Path.of(runtime.getResource().getFile());
    assertThat(runtime.getSize()).isEqualTo(Files.size(object));
    assertThat(runtime.getTimestamp()).isEqualTo(Files.getLastModifiedTime(object).toMillis());
  }

  @Test
  void filesOfTheUserHaveTheirNames() throws IOException {
    Path jar = jar("user.jar", "U");
    Path file = text("x.txt", "x");
    Path archive = jar("env.zip", "E");
    StagedProgram program =
        stage(
            Map.of(
                "firesteel.jars",
                jar + ",https://example.org/far.jar",
                "firesteel.files",
                file.toUri().toString(),
                "firesteel.archives",
                archive + "#env"));
    assertThat(program.localized()).contains("files");
    assertThat(program.resources())
        .containsOnlyKeys("runtime", "files/user.jar", "files/x.txt", "files/env");
    LocalResource unpacked = program.resources().get("files/env");
    assertThat(unpacked.getType()).isEqualTo(LocalResourceType.ARCHIVE);
    assertThat(unpacked.getResource().getFile()).endsWith(".zip");
  }

  @Test
  void theSecondTimeNothingIsStored() throws IOException {
    Map<String, String> settings = Map.of("firesteel.files", text("x.txt", "x").toString());
    StagedProgram first = stage(settings);
    List<Path> before = tree();
    clock.forward(Duration.ofMinutes(1));
    assertThat(stage(settings)).isEqualTo(first);
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void theSameContentElsewhereIsTheSameRuntime() throws IOException {
    StagedProgram first = stage(Map.of());
    classPath.clear();
    classPath.add(jar("elsewhere/a.jar", "A"));
    classPath.add(jar("elsewhere/b.jar", "B"));
    classPath.add(dir.resolve("not-there.jar"));
    assertThat(stage(Map.of())).isEqualTo(first);
    classPath.set(1, jar("changed/b.jar", "C"));
    assertThat(stage(Map.of())).isNotEqualTo(first);
  }

  @Test
  void whatIsNotForAllHereIsPrivateThere() throws IOException {
    Path secret = text("secret", "s");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    StagedProgram program = stage(Map.of("firesteel.files", secret.toString()));
    LocalResource resource = program.resources().get("files/secret");
    assertThat(resource.getVisibility()).isEqualTo(LocalResourceVisibility.PRIVATE);
    Path object = Path.of(resource.getResource().getFile());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aRuntimeBelowAClosedDirectoryIsPrivate() throws IOException {
    Path closed = Files.createDirectory(dir.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    cache = closed.resolve("cache");
    assertThat(stage(Map.of()).resources().get("runtime").getVisibility())
        .isEqualTo(LocalResourceVisibility.PRIVATE);
  }

  @Test
  void whatIsOnTheClusterIsUsedInPlace() throws IOException {
    Path there = jar("there.jar", "T");
    // A scheme of its own stands for another file system.
    Configuration hadoop = new Configuration();
    hadoop.set("fs.other.impl", OtherFiles.class.getName());
    StagedProgram program = stage(Map.of("firesteel.jars", "other:" + there), hadoop);
    assertThat(program.resources().get("files/there.jar").getResource().getFile())
        .isEqualTo(there.toString());
    assertThat(tree()).noneMatch(path -> path.endsWith("object"));
  }

  @Test
  void submittersAtOnceBothSucceed() {
    List<CompletableFuture<StagedProgram>> all =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return stage(Map.of());
                          } catch (IOException e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .limit(4)
            .toList();
    assertThat(all.stream().map(CompletableFuture::join).map(StagedProgram::classPath).distinct())
        .hasSize(1);
  }

  private StagedProgram stage(Map<String, String> settings) throws IOException {
    return stage(settings, new Configuration());
  }

  private StagedProgram stage(Map<String, String> settings, Configuration hadoop)
      throws IOException {
    try (ClusterStaging staging = open(settings, hadoop)) {
      return staging.stage(new ExecutorProgram("Main", classPath, List.of()));
    }
  }

  private ClusterStaging open(Map<String, String> settings, Configuration hadoop) {
    Map<String, String> all = new TreeMap<>(Map.of("firesteel.yarn.cache-dir", "file:" + cache));
    all.putAll(settings);
    return ClusterStaging.open(Config.of(all), hadoop, clock, dir.resolve("own/digests"));
  }

  private List<Path> objects() throws IOException {
    return Files.exists(cache)
        ? tree().stream().filter(each -> each.endsWith("object.zip")).toList()
        : List.of();
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> all = Files.walk(cache)) {
      return all.sorted().toList();
    }
  }

  private Path text(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Path jar(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry(content);
      entry.setTime(1_000_000_000_000L);
      to.putNextEntry(entry);
      to.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
