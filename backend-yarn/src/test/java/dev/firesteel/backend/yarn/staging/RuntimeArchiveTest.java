package dev.firesteel.backend.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeArchiveTest {
  @TempDir Path dir;

  @Test
  void whatANodeManagerUnpacksHasTheNamesContentsAndTimes() throws IOException {
    RuntimeLayout layout =
        layout()
            .with(new RuntimeLayout.Entry("shared-classes.jsa", file("any.jsa", "x".repeat(9999))));
    File to = dir.resolve("unpacked").toFile();
    FileUtil.unZip(new ByteArrayInputStream(archive(layout)), to);
    Path root = to.toPath();
    assertThat(root.resolve("lib/a.jar")).hasContent("A");
    assertThat(root.resolve("lib/1-a.jar")).hasContent("B");
    assertThat(root.resolve("classes-2/p/C.class")).hasContent("C");
    assertThat(root.resolve("shared-classes.jsa")).hasContent("x".repeat(9999));
    try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(Files.getLastModifiedTime(file))
                      .isEqualTo(FileTime.from(RuntimeArchive.TIME)));
    }
  }

  @Test
  void oneLayoutGivesTheSameBytesInAllZonesAndAtAllTimes() throws IOException {
    byte[] here = archive(layout());
    Files.setLastModifiedTime(
        dir.resolve("a.jar"), FileTime.from(Instant.parse("2020-01-01T00:00:01Z")));
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    try {
      assertThat(archive(layout())).isEqualTo(here);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void namesAndContentsMakeTheIdentity() throws IOException {
    Digest identity = identity();
    assertThat(identity()).isEqualTo(identity);
    file("dir/p/C.class", "D");
    assertThat(identity()).isNotEqualTo(identity);
  }

  @Test
  void whatOnlyTerminalsNeedStaysHere() throws IOException {
    assertThat(RuntimeLayout.of(List.of(file("jline-terminal-3.jar", ""))).files()).isEmpty();
  }

  @Test
  void anArchiveOfSharedClassesIsTakenForItsLayoutOnly() throws IOException {
    Digest identity = identity();
    Path archives = Files.createDirectory(dir.resolve("archives"));
    assertThat(SharedClasses.of(identity, archives.toString())).isEmpty();
    assertThat(SharedClasses.of(identity, "")).isEmpty();
    Path made = Files.createFile(archives.resolve(SharedClasses.fileName(identity)));
    assertThat(SharedClasses.of(identity, archives.toString()))
        .contains(new RuntimeLayout.Entry("shared-classes.jsa", made));
    assertThat(SharedClasses.of(Digest.of("another"), archives.toString())).isEmpty();
  }

  private Digest identity() throws IOException {
    return layout()
        .identity(Digests.remembered(dir.resolve("own").resolve("digests"), Clock.systemUTC()));
  }

  private RuntimeLayout layout() throws IOException {
    file("dir/p/C.class", Files.exists(dir.resolve("dir/p/C.class")) ? read() : "C");
    return RuntimeLayout.of(
        List.of(
            file("a.jar", "A"), file("other/a.jar", "B"), dir.resolve("dir"), dir.resolve("none")));
  }

  private String read() throws IOException {
    return Files.readString(dir.resolve("dir/p/C.class"));
  }

  private static byte[] archive(RuntimeLayout layout) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    RuntimeArchive.write(layout, to);
    return to.toByteArray();
  }

  private Path file(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
