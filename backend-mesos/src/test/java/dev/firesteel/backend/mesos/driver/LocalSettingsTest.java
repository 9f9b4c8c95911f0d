package dev.firesteel.backend.mesos.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSettingsTest {
  private static final String HASH = "ab".repeat(32);

  @TempDir private Path dir;
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, PrivateFile> files = new TreeMap<>();
  private String endpoint = "10.0.0.7:5051";

  private SortedMap<String, String> local(String serves) throws IOException {
    DriverProgram program =
        new DriverProgram("Main", List.of(), new TreeMap<>(settings), new TreeMap<>(files));
    return new LocalSettings(dir, Map.of("MESOS_AGENT_ENDPOINT", endpoint)).of(program, serves);
  }

  @Test
  void twoFilesOfOneNameAreRefused() {
    settings.put("firesteel.files", "upload:" + HASH + "/a,hdfs://h/b#a");
    assertThatThrownBy(() -> local(""))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("both are named a");
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Files.createDirectory(dir.resolve("private-0"));
    files.put("k", new PrivateFile("f", new byte[1]));
    assertThatThrownBy(() -> local("")).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void privateFilesAreForThisUsersEyesOnly() throws IOException {
    settings.put("firesteel.security.keytab", "/home/me/x.keytab");
    files.put("firesteel.security.keytab", new PrivateFile("secret", new byte[] {1, 2}));
    files.put("firesteel.mesos.secret-file", new PrivateFile("secret", new byte[] {3}));
    SortedMap<String, String> local = local("");
    Path keytab = Path.of(local.get("firesteel.security.keytab"));
    Path secret = Path.of(local.get("firesteel.mesos.secret-file"));
    assertThat(keytab).hasBinaryContent(new byte[] {1, 2}).hasFileName("secret");
    assertThat(secret).hasBinaryContent(new byte[] {3}).hasFileName("secret");
    for (Path each : List.of(keytab, secret)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void uploadedFilesAreHereAndOthersWhereTheyWere() throws IOException {
    String upload = "upload:" + HASH + "/";
    settings.put("firesteel.jars", upload + "app.jar,http://repo/x.jar,hdfs://h/y.jar");
    settings.put("firesteel.files", upload + "_x#it's");
    settings.put("firesteel.archives", upload + "a.tar.gz#model,s3://b/c.zip#d");
    SortedMap<String, String> local = local("");
    assertThat(local.get("firesteel.jars"))
        .isEqualTo(dir + "/files/app.jar#app.jar,http://repo/x.jar,hdfs://h/y.jar");
    assertThat(local.get("firesteel.files")).isEqualTo(dir + "/files/it's#it's");
    assertThat(local.get("firesteel.archives"))
        .isEqualTo(dir + "/archives/model.tar.gz#model,s3://b/c.zip#d");
  }

  @Test
  void archivesOfSharedClassesThatCameWithTheRuntimeServeExecutorsToo() throws IOException {
    assertThat(local("")).doesNotContainKey("firesteel.containers.cds-archives");
    Path runtime = Files.createDirectory(dir.resolve("runtime"));
    assertThat(local("")).containsEntry("firesteel.containers.cds-archives", runtime.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.7:5051, '', '', 10.0.0.7",
    "[fe80::1]:5051, '', '', fe80::1",
    "10.0.0.7:5051, 172.16.0.2, '', 172.16.0.2",
    "10.0.0.7:5051, 172.16.0.2, me.example, me.example",
    "'', '', '', ",
  })
  void executorsFindTheDriverAtItsAgent(String agent, String serves, String set, String host)
      throws IOException {
    endpoint = agent;
    if (!set.isEmpty()) {
      settings.put("firesteel.driver.host", set);
    }
    assertThat(local(serves).get("firesteel.driver.host")).isEqualTo(host);
  }
}
