package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SurroundingsTest {
  private static List<String> lines(String directory, DaemonKind kind, String host) {
    return new Surroundings(
            new Layout(Path.of(directory)),
            new Description(
                "hdfs://127.0.0.1:1",
                Map.of("it", new Description.Member(kind, host, "127.0.0.1:2"))))
        .lines();
  }

  @Test
  void clientsOfNodeManagersWithNamesOfTheirOwnGetTheFileOfNames() {
    assertThat(lines("/tmp/dev", DaemonKind.NODEMANAGER, "h1"))
        .containsExactly(
            "# HDFS: hdfs://127.0.0.1:1",
            "export HADOOP_CONF_DIR=/tmp/dev/conf",
            "export FIRESTEEL_JAVA_OPTIONS="
                + "\"${FIRESTEEL_JAVA_OPTIONS:+$FIRESTEEL_JAVA_OPTIONS }\""
                + "-Djdk.net.hosts.file=/tmp/dev/hosts");
  }

  @Test
  void optionsOfTheUsersOwnStay() throws Exception {
    assertThat(evaluated(Map.of())).isEqualTo("-Djdk.net.hosts.file=/tmp/dev/hosts");
    assertThat(evaluated(Map.of("FIRESTEEL_JAVA_OPTIONS", "-Da=b -Dc=d")))
        .isEqualTo("-Da=b -Dc=d -Djdk.net.hosts.file=/tmp/dev/hosts");
  }

  private static String evaluated(Map<String, String> environment) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder(
            "sh",
            "-c",
            String.join("\n", lines("/tmp/dev", DaemonKind.NODEMANAGER, "h1"))
                + "\nprintf %s \"$FIRESTEEL_JAVA_OPTIONS\"");
    shell.environment().remove("FIRESTEEL_JAVA_OPTIONS");
    shell.environment().putAll(environment);
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  @Test
  void directoriesAreQuotedForTheShell() {
    assertThat(lines("/tmp/a b's", DaemonKind.NODEMANAGER, "h1"))
        .contains("export HADOOP_CONF_DIR='/tmp/a b'\\''s/conf'");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NODEMANAGER")
  void otherHostsNeedNone(DaemonKind kind) {
    assertThat(lines("/tmp/dev", kind, "h1")).hasSize(2);
    assertThat(lines("/tmp/dev", DaemonKind.NODEMANAGER, "localhost")).hasSize(2);
  }
}
