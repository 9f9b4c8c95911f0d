package dev.firesteel.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeArchiveTest {
  @TempDir Path dir;

  @Test
  void allFilesHaveOneTimeAndLieInTheDirectoryThatIsAskedFor() throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    RuntimeArchive.write(layout(), "at/runtime/", to);
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(to.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.from(RuntimeArchive.TIME));
      }
    }
    assertThat(names)
        .containsExactly(
            "at/runtime/lib/a.jar", "at/runtime/lib/1-a.jar", "at/runtime/classes-2/p/C.class");
  }

  @Test
  void clientsOfClustersStayHereOrComeLast() throws IOException {
    List<Path> distribution =
        List.of(
            file("lib/curator-client-5.jar", ""),
            file("lib/firesteel-cli-1.jar", ""),
            file("lib/hadoop-common-3.jar", ""),
            file("lib/hadoop-yarn-api-3.jar", ""),
            file("lib/mesos-1.jar", ""),
            file("lib/snappy-1.jar", ""));
    List<String> executors = RuntimeLayout.of(distribution, Extent.EXECUTORS).classPath();
    assertThat(executors)
        .containsExactly(
            "runtime/lib/firesteel-cli-1.jar",
            "runtime/lib/hadoop-common-3.jar",
            "runtime/lib/snappy-1.jar");
    assertThat(RuntimeLayout.of(distribution, Extent.YARN).classPath())
        .startsWith(executors.toArray(String[]::new))
        .endsWith("runtime/lib/hadoop-yarn-api-3.jar")
        .hasSize(4);
    assertThat(RuntimeLayout.of(distribution, Extent.MESOS).classPath())
        .startsWith(executors.toArray(String[]::new))
        .endsWith("runtime/lib/curator-client-5.jar", "runtime/lib/mesos-1.jar")
        .hasSize(5);
  }

  @Test
  void theUsersOwnLibrariesGoEverywhere() throws IOException {
    Path curator = file("users/curator-client-5.jar", "");
    Path cli = file("lib/firesteel-cli-1.jar", "");
    assertThat(RuntimeLayout.of(List.of(curator, cli), Extent.EXECUTORS).files()).hasSize(2);
    assertThat(RuntimeLayout.of(List.of(curator), Extent.EXECUTORS).files()).hasSize(1);
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
    assertThat(
            RuntimeLayout.of(List.of(file("jline-terminal-3.jar", "")), Extent.EXECUTORS).files())
        .isEmpty();
  }

  @Test
  void anArchiveOfSharedClassesIsTakenForItsLayoutOnly() throws IOException {
    Digest identity = identity();
    Path archives = Files.createDirectory(dir.resolve("archives"));
    assertThat(SharedClasses.of(identity, archives.toString())).isEmpty();
    assertThat(SharedClasses.of(identity, "")).isEmpty();
    Path made = Files.createFile(archives.resolve(SharedClasses.fileName(identity)));
    assertThat(SharedClasses.of(identity, archives.toString()))
        .contains(new RuntimeLayout.Entry(identity.hex() + ".jsa", made));
    assertThat(SharedClasses.options(new RuntimeLayout.Entry("a.jsa", made)))
        .contains("-XX:SharedArchiveFile=runtime/a.jsa");
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
            file("a.jar", "A"), file("other/a.jar", "B"), dir.resolve("dir"), dir.resolve("none")),
        Extent.EXECUTORS);
  }

  private String read() throws IOException {
    return Files.readString(dir.resolve("dir/p/C.class"));
  }

  private static byte[] archive(RuntimeLayout layout) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    RuntimeArchive.write(layout, "", to);
    return to.toByteArray();
  }

  private Path file(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
