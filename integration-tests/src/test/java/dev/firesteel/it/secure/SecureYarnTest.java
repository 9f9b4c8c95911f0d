package dev.firesteel.it.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.devcluster.DevCluster;
import dev.firesteel.it.yarn.Yarn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A YARN that wants proofs of identity, from a real KDC. */
@Timeout(400)
final class SecureYarnTest {
  @TempDir private static Path directory;
  private static DevCluster cluster;

  @BeforeAll
  static void start() {
    cluster =
        DevCluster.start(
            Yarn.small(directory.resolve("cluster"))
                .kerberos()
                .setting("yarn.log-aggregation-enable", "false")
                .build());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static SecureProgram program(String name) {
    return new SecureProgram(cluster, directory.resolve(name + ".log"))
        .setting("firesteel.driver.memory", "192m")
        .setting("firesteel.executor.memory", "128m")
        .setting("firesteel.driver.java-options", Yarn.SHORT_LIVED)
        .setting("firesteel.executor.java-options", Yarn.SHORT_LIVED)
        .setting("firesteel.executor.instances", "1");
  }

  private static Path jar() throws IOException {
    Path jar = directory.resolve("secure.jar");
    String name = SecureMain.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = SecureMain.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    return jar;
  }

  @Test
  void clientModeWorksWithATicket() throws Exception {
    assertThat(
            program("client-ticket")
                .variable("KRB5CCNAME", cluster.kerberos().ticket("alice"))
                .run("round-trip", "yarn", "/user/alice/client-ticket"))
        .isEqualTo("[A, B, C, D]");
    assertNothingIsLeft("after-client-ticket");
  }

  @Test
  void clientModeWorksWithAKeytab() throws Exception {
    assertThat(
            program("client-keytab")
                .keytab(cluster)
                .run("round-trip", "yarn", "/user/alice/client-keytab"))
        .isEqualTo("[A, B, C, D]");
    assertNothingIsLeft("after-client-keytab");
  }

  private static void assertNothingIsLeft(String name) throws Exception {
    assertThat(program(name).keytab(cluster).run("remains", "yarn", "/"))
        .isEqualTo("FINISHED SUCCEEDED, files []");
  }

  @Test
  void aTicketIsEnoughToRunInTheCluster() throws Exception {
    assertThat(
            program("ticket")
                .variable("KRB5CCNAME", cluster.kerberos().ticket("alice"))
                .submit(jar(), "round-trip", "/user/alice/ticket"))
        .contains(" SUCCEEDED after ");
  }

  @Test
  void aKeytabIsBroughtToTheDriverInTheCluster() throws Exception {
    assertThat(program("keytab").keytab(cluster).submit(jar(), "round-trip", "/user/alice/keytab"))
        .contains(" SUCCEEDED after ");
  }

  @Test
  void anExitIsReportedAlsoWithAKeytab() throws Exception {
    assertThat(program("exit").keytab(cluster).submit(jar(), "exit", "/user/alice/exit"))
        .contains(" FAILED after ")
        .contains("The program called System.exit(7)");
  }

  @Test
  void anExpiredTicketIsNamedWithItsEndAndAWayOut() throws Exception {
    Path expired = directory.resolve("expired");
    cluster.kerberos().ticket("alice", expired, Duration.ofMinutes(-5));
    assertThat(
            program("expired")
                .variable("KRB5CCNAME", expired)
                .submit(jar(), "round-trip", "/user/alice/expired"))
        .contains(
            "firesteel: Cannot prove who the user is: the ticket of alice@FIRESTEEL.DEV in "
                + expired
                + " is of no use, its end is 20")
        .contains("(run kinit, or set firesteel.security.principal and");
  }

  @Test
  void aTokenThatIsCancelledUnderADriverInTheClusterIsNamedWithAWayOut() throws Exception {
    assertThat(
            program("cancelled")
                .variable("KRB5CCNAME", cluster.kerberos().ticket("alice"))
                // each request connects anew, by the tokens of the moment
                .setting("firesteel.hadoop.ipc.client.connection.maxidletime", "1")
                .submit(jar(), "cancelled", "/user/alice/cancelled"))
        .contains(" FAILED after ")
        .contains("its delegation token has expired or was cancelled (give the application a")
        .contains("keytab");
  }
}
