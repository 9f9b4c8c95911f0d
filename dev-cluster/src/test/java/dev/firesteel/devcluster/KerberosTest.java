package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real daemons whose clients prove who they are. */
final class KerberosTest {
  @TempDir private Path directory;

  /** Hadoop's file system shell with a cache of tickets, as any client's machine has it. */
  private String shell(Kerberos kerberos, Path tickets, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.krb5.conf=" + kerberos.krb5(),
                "-cp",
                directory.resolve("cluster/conf") + File.pathSeparator + DevCluster.classPath(),
                "org.apache.hadoop.fs.FsShell"));
    command.addAll(List.of(words));
    Path log = directory.resolve("shell.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("KRB5CCNAME", tickets.toString());
    builder.environment().remove("HADOOP_CONF_DIR");
    return builder.start().waitFor() + " " + Files.readString(log);
  }

  @Test
  void usersWithTicketsGetInAndOthersDoNot() throws Exception {
    Path below = directory.resolve("cluster");
    try (DevCluster cluster =
        DevCluster.start(
            ClusterSpec.in(below).kerberos().yarn(new YarnSpec(1, 1_024, 2)).build())) {
      assertThat(cluster.daemons())
          .extracting(Daemon::name)
          .containsExactly("kdc", "namenode", "datanode-1", "resourcemanager", "nodemanager-1");
      Kerberos kerberos = cluster.kerberos();
      assertThat(kerberos.principal("alice")).isEqualTo("alice@FIRESTEEL.DEV");
      assertThat(kerberos.keytab("alice")).isNotEmptyFile();
      Path file = Files.writeString(directory.resolve("file"), "mine");
      Path alice = kerberos.ticket("alice");

      assertThat(shell(kerberos, alice, "-put", file.toString(), "there")).startsWith("0 ");
      assertThat(shell(kerberos, alice, "-cat", "/user/alice/there"))
          .startsWith("0 ")
          .contains("mine");
      assertThat(shell(kerberos, alice, "-put", file.toString(), "/there"))
          .contains("Permission denied: user=alice");
      assertThat(shell(kerberos, directory.resolve("none"), "-cat", "/user/alice/there"))
          .startsWith("1 ");
      Path expired = directory.resolve("expired");
      kerberos.ticket("alice", expired, Duration.ofSeconds(-60));
      assertThat(shell(kerberos, expired, "-cat", "/user/alice/there")).startsWith("1 ");
    }
  }

  @Test
  void aClusterWithoutKerberosHasNoKeytabs() {
    try (DevCluster cluster =
        DevCluster.start(ClusterSpec.in(directory.resolve("cluster")).build())) {
      assertThatThrownBy(cluster::kerberos)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("This cluster has no Kerberos (start one that has)");
    }
  }
}
