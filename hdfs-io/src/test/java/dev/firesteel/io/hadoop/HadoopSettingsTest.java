package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.StandardFileFormats;
import dev.firesteel.io.storage.HadoopSource;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver reads of Hadoop's files, and what executors get of it. */
final class HadoopSettingsTest {
  @TempDir Path directory;

  private void file(String name, String properties) throws IOException {
    Files.writeString(directory.resolve(name), "<configuration>" + properties + "</configuration>");
  }

  private static String property(String name, String value) {
    return "<property><name>" + name + "</name><value>" + value + "</value></property>";
  }

  private SortedMap<String, String> load(String... more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("firesteel.io.hadoop-conf-dir", directory.toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return HadoopSettings.load(HadoopSource.of(Config.of(settings)));
  }

  @Test
  void aMalformedFileIsNamedWithItsLine() throws IOException {
    Files.writeString(
        directory.resolve("core-site.xml"), "<configuration>\n<property>\n</configuration>");
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessage(
            "Cannot read Hadoop's settings: "
                + directory.resolve("core-site.xml")
                + " is malformed at line 3 (mend the file)");
  }

  @Test
  void aDirectoryThatIsSetMustHaveAFile() {
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessage(
            "Cannot use firesteel.io.hadoop-conf-dir '"
                + directory
                + "', which has no readable core-site.xml or hdfs-site.xml (name Hadoop's"
                + " configuration directory, or leave the setting out)");
  }

  @Test
  void variablesThatGoInACircleAreNamed() throws IOException {
    file("core-site.xml", property("a", "${b}") + property("b", "${a}"));
    assertThatThrownBy(this::load)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("variables go in a circle");
  }

  @Test
  void otherMachinesGetWhatTheFilesSayAndNothingOfThisProcess() throws IOException {
    file("core-site.xml", property("a", "1") + property("b", "${a}2"));
    Config config =
        Config.of(
            Map.of(
                "firesteel.io.hadoop-conf-dir", directory.toString(), "firesteel.hadoop.a", "3"));
    try (StandardFileFormats formats = new StandardFileFormats()) {
      assertThat(formats.settingsOfMachine(config))
          .isEqualTo(Map.of("firesteel.hadoop.a", "3", "firesteel.hadoop.b", "32"));
    }
  }

  @Test
  void hdfsSiteAloneIsEnough() throws IOException {
    file("hdfs-site.xml", property("dfs.nameservices", "ns1"));
    assertThat(load()).containsEntry("dfs.nameservices", "ns1");
  }

  @Test
  void includedFilesAreRead() throws IOException {
    Files.writeString(
        directory.resolve("core-site.xml"),
        "<configuration xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
            + "<xi:include href=\"mounts.xml\"/></configuration>");
    file("mounts.xml", property("fs.viewfs.mounttable.c.link./a", "hdfs://nn/a"));
    assertThat(load()).containsEntry("fs.viewfs.mounttable.c.link./a", "hdfs://nn/a");
  }

  @Test
  void variablesAreTheDriversNotTheExecutors() throws IOException {
    file("core-site.xml", property("hadoop.tmp.dir", "/tmp/h-${user.name}"));
    assertThat(load()).containsEntry("hadoop.tmp.dir", "/tmp/h-" + System.getProperty("user.name"));
  }

  @Test
  void theApplicationsSettingsAreStronger() throws IOException {
    file("core-site.xml", property("fs.defaultFS", "hdfs://a"));
    assertThat(load("firesteel.hadoop.fs.defaultFS", "hdfs://b"))
        .containsEntry("fs.defaultFS", "hdfs://b");
  }

  @Test
  void onlyWhatDiffersFromHadoopsDefaultsTravels() throws IOException {
    file("core-site.xml", property("fs.defaultFS", "hdfs://a"));
    assertThat(load()).hasSizeLessThan(30).doesNotContainKey("io.file.buffer.size");
  }

  @Test
  void ourDefaultsAreWeakerThanTheClusters() throws IOException {
    file("hdfs-site.xml", property("dfs.client.socket-timeout", "60000"));
    assertThat(load("firesteel.hadoop.dfs.client.retry.window.base", "7"))
        .containsEntry("dfs.client.socket-timeout", "60000")
        .containsEntry("dfs.client.retry.window.base", "7")
        .containsEntry("ipc.client.connect.max.retries.on.timeouts", "0");
  }

  @Test
  void secretsAreNotInTheText() throws IOException {
    file("core-site.xml", property("fs.s3a.secret.key", "do-not-tell"));
    assertThat(new Storages(load()).toString()).doesNotContain("do-not-tell");
  }
}
