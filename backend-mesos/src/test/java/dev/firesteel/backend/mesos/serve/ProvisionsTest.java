package dev.firesteel.backend.mesos.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionsTest {
  @TempDir private Path dir;
  private Path jar;
  private Config config =
      Config.empty().with(DriverKeys.HOST, "127.0.0.1").with(DriverKeys.BIND_ADDRESS, "127.0.0.1");

  @BeforeEach
  void makeClassPath() throws IOException {
    jar = Files.writeString(dir.resolve("a.jar"), "A");
  }

  @Test
  void aFileThatIsNotThereIsToldAtOnce() {
    config = config.with(CoreKeys.FILES, dir.resolve("none").toString());
    assertThatThrownBy(this::provision)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining(dir.resolve("none").toString())
        .hasMessageContaining("no such file");
  }

  @Test
  void aDirectoryIsNoFile() {
    config = config.with(CoreKeys.FILES, dir.toString());
    assertThatThrownBy(this::provision)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("--archives");
  }

  @Test
  void afterTheEndNothingIsServed() {
    Provisions provisions = Provisions.of(config, dir.resolve("memo/d"));
    provisions.close();
    assertThatThrownBy(() -> provisions.provide(List.of(jar)))
        .hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void theRuntimeIsOneArchiveThatAgentsKeep() throws IOException {
    try (Provisions provisions = Provisions.of(config, dir.resolve("memo/d"))) {
      Provision provision = provisions.provide(List.of(jar));
      assertThat(provision.classPath()).containsExactly("runtime/lib/a.jar");
      assertThat(provision.localized()).isEmpty();
      CommandInfo.URI runtime = provision.uris().get(0);
      assertThat(provision.uris()).hasSize(1);
      assertThat(runtime.getExtract()).isTrue();
      assertThat(runtime.getCache()).isTrue();
      assertThat(runtime.getValue())
          .matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{64}/runtime.zip");
      assertThat(names(get(runtime))).containsExactly("executor/runtime/lib/a.jar");
      assertThat(provisions.provide(List.of(jar))).isSameAs(provision);
    }
  }

  @Test
  void usersFilesComeUnderTheirNames() throws IOException {
    Path tool = Files.writeString(dir.resolve("tool"), "T");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    config =
        config
            .with(CoreKeys.FILES, tool + "#my tool,hdfs://h:9000/x/data.csv")
            .with(CoreKeys.ARCHIVES, Files.writeString(dir.resolve("b.tgz"), "B") + "#d")
            .with(CoreKeys.JARS, jar + ",http://repo/y.jar");
    try (Provisions provisions = Provisions.of(config, dir.resolve("memo/d"))) {
      Provision provision = provisions.provide(List.of(jar));
      assertThat(provision.names()).containsExactly("a.jar", "d", "data.csv", "my tool");
      assertThat(provision.localized()).contains("files");
      assertThat(provision.packed())
          .containsExactly(new Provision.Packed("archives/d.tgz", "files/d"));
      List<CommandInfo.URI> uris = provision.uris();
      assertThat(uris)
          .extracting(CommandInfo.URI::getOutputFile)
          .containsExactly(
              "executor/files/a.jar",
              "executor/archives/d.tgz",
              "executor/files/data.csv",
              "executor/files/my tool",
              "");
      assertThat(uris).extracting(CommandInfo.URI::getExtract).endsWith(true).contains(false);
      assertThat(uris.get(2).getValue()).isEqualTo("hdfs://h:9000/x/data.csv");
      assertThat(uris.get(2).getCache()).isFalse();
      assertThat(uris.get(3).getExecutable()).isTrue();
      assertThat(get(uris.get(3))).asString().isEqualTo("T");
    }
  }

  @Test
  void whatNotAllMayReadHasANameThatItsContentDoesNotTell() throws IOException {
    Path secret = Files.writeString(dir.resolve("secret"), "S");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    config = config.with(CoreKeys.FILES, secret.toString());
    assertThat(provision().uris().get(0).getValue())
        .isNotEqualTo(provision().uris().get(0).getValue());
  }

  @Test
  void withAnInstalledDistributionNothingIsServed() {
    config = config.with(ServeKeys.HOME, "/opt/firesteel");
    Provision provision = provision();
    assertThat(provision.uris()).isEmpty();
    assertThat(provision.classPath()).containsExactly("/opt/firesteel/lib/*");
  }

  private Provision provision() {
    try (Provisions provisions = Provisions.of(config, dir.resolve("memo/d"))) {
      return provisions.provide(List.of(jar));
    }
  }

  private static byte[] get(CommandInfo.URI uri) throws IOException {
    try (InputStream in = URI.create(uri.getValue()).toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  private static List<String> names(byte[] archive) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
