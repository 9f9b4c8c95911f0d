package dev.firesteel.backend.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.shipping.Access;
import dev.firesteel.shipping.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCleaningTest {
  private static final Duration EXPIRY = Duration.ofDays(30);
  private final MutableClock clock = new MutableClock();
  private FileSystem files;
  private Path root;

  @BeforeEach
  void open(@TempDir java.nio.file.Path dir) throws IOException {
    files = FileSystem.newInstance(dir.toUri(), new Configuration());
    root = new Path(dir.resolve("cache").toUri());
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  @Test
  void nothingIsDoneWithoutACache() {
    clean(EXPIRY);
    assertThat(root).isNotNull();
  }

  @Test
  void anEntryLivesWhileItIsUsed() throws IOException {
    FileStatus object = provide("x");
    for (int i = 0; i < 4; i++) {
      clock.forward(EXPIRY.minusDays(1));
      FileStatus again = provide("x");
      assertThat(again.getModificationTime()).isEqualTo(object.getModificationTime());
      clean(EXPIRY);
      assertThat(files.exists(object.getPath())).isTrue();
    }
    clock.forward(EXPIRY.plusDays(1));
    clean(EXPIRY);
    assertThat(names()).isEmpty();
  }

  @Test
  void aLongApplicationKeepsItsEntries() throws IOException {
    Cache cache = cache();
    FileStatus object = cache.provide(content("x"));
    clock.forward(EXPIRY.minusDays(1));
    cache.keep();
    clock.forward(EXPIRY.minusDays(1));
    clean(EXPIRY);
    assertThat(files.getFileStatus(object.getPath()).getModificationTime())
        .isEqualTo(object.getModificationTime());
  }

  @Test
  void anApplicationKeepsWhatItsSubmitterStaged() throws IOException {
    FileStatus object = provide("x");
    clock.forward(EXPIRY.minusDays(1));
    LocalResource resource =
        Resources.of(object, LocalResourceType.FILE, LocalResourceVisibility.PUBLIC);
    StagedProgram program =
        new StagedProgram(Map.of("x", resource), List.of(), Optional.empty(), List.of());
    Config config = Config.of(Map.of("firesteel.yarn.cache-dir", root.toString()));
    new LastingUse(program, config, new Configuration(), clock).keep();
    clock.forward(EXPIRY.minusDays(1));
    clean(EXPIRY);
    assertThat(files.exists(object.getPath())).isTrue();
  }

  @Test
  void expiryOfZeroMeansNever() throws IOException {
    FileStatus object = provide("x");
    clock.forward(Duration.ofDays(10_000));
    clean(Duration.ZERO);
    assertThat(files.exists(object.getPath())).isTrue();
  }

  @Test
  void uploadsThatWereGivenUpGoAfterADay() throws IOException {
    files.create(new Path(root, Cache.PART + "1")).close();
    files.create(new Path(root, "readme-of-somebody")).close();
    files.mkdirs(new Path(root, "expired-" + clock.millis() + "-1"));
    clean(EXPIRY);
    assertThat(names()).hasSize(3);
    clock.forward(Duration.ofDays(2));
    clean(EXPIRY);
    assertThat(names()).containsExactly("readme-of-somebody");
  }

  @Test
  void aHalfUploadIsNeverTheObject() throws IOException {
    Content broken =
        new Content(
            Digest.of("x"),
            "",
            Access.ALL,
            "x",
            to -> {
              to.write(1);
              throw new IOException("power failure");
            });
    try {
      cache().provide(broken);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("power failure");
    }
    assertThat(files.getFileStatus(provide("x").getPath()).getLen()).isEqualTo(1);
    assertThat(names()).containsExactly(Digest.of("x").hex());
  }

  @Test
  void anUploadThatTheEndCutsOffLeavesNothing() throws IOException {
    FileSystem ending = new EndingFiles();
    ending.initialize(URI.create("file:///"), new Configuration());
    Content content =
        new Content(
            Digest.of("x"),
            "",
            Access.ALL,
            "x",
            to -> {
              to.write(1);
              ending.close();
              throw new IOException("Filesystem closed");
            });
    Cache cache = new Cache(ending, root, new Cache.Settings(EXPIRY, 0), clock);
    assertThatThrownBy(() -> cache.provide(content)).hasMessageContaining("Filesystem closed");
    assertThat(names()).containsExactly(Digest.of("x").hex());
  }

  /** Like HDFS, it does nothing more once it is closed. */
  private static final class EndingFiles extends FilterFileSystem {
    private boolean closed;

    EndingFiles() {
      super(new RawLocalFileSystem());
    }

    @Override
    public void close() throws IOException {
      super.close();
      closed = true;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      if (closed) {
        throw new IOException("Filesystem closed");
      }
      return super.delete(path, recursive);
    }
  }

  private FileStatus provide(String text) throws IOException {
    return cache().provide(content(text));
  }

  private Cache cache() {
    return new Cache(files, root, new Cache.Settings(EXPIRY, 0), clock);
  }

  private static Content content(String text) {
    return new Content(
        Digest.of(text),
        "",
        Access.ALL,
        text,
        to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void clean(Duration expiry) {
    new CacheCleaning(files, root, expiry, clock).run();
  }

  private List<String> names() throws IOException {
    return Arrays.stream(files.listStatus(root))
        .map(each -> each.getPath().getName())
        .sorted()
        .toList();
  }
}
