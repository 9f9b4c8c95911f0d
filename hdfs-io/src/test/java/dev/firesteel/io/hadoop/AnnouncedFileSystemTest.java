package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.io.TestedFileSystem;
import dev.firesteel.io.storage.Location;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File systems that only the user's jars announce, after Hadoop looked for all it knows. */
final class AnnouncedFileSystemTest {
  @TempDir Path jar;

  @Test
  void aJarThatComesLaterIsSeen() throws Exception {
    assertThat(FileSystem.getFileSystemClass("hdfs", null)).isEqualTo(DistributedFileSystem.class);
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(FileSystem.class.getName()),
        "no.such.FileSystem\n" + TestedFileSystem.class.getName() + "\n");
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("mark", "announced");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    OpenFileSystems.lease(settings);
    try (URLClassLoader user = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(user);
      assertThat(OpenFileSystems.of(Location.parse("tested:/a"), settings))
          .isInstanceOf(TestedFileSystem.class);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      OpenFileSystems.release(settings);
    }
  }
}
