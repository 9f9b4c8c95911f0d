package dev.firesteel.it.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.devcluster.ClusterSpec;
import dev.firesteel.devcluster.DevCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An HDFS that wants proofs of identity, from a real KDC. */
@Timeout(300)
final class SecureHdfsTest {
  private static final String TOKEN_LIFE_MILLIS = "8000";

  @TempDir private static Path directory;
  private static DevCluster cluster;
  private static int runs;

  @BeforeAll
  static void start() {
    cluster =
        DevCluster.start(
            ClusterSpec.in(directory.resolve("cluster"))
                .kerberos()
                .setting("dfs.namenode.delegation.token.max-lifetime", TOKEN_LIFE_MILLIS)
                .setting("dfs.namenode.delegation.token.renew-interval", TOKEN_LIFE_MILLIS)
                .build());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static SecureProgram program() {
    return new SecureProgram(cluster, directory.resolve("program-" + ++runs + ".log"));
  }

  private static String home(String name) {
    return "/user/alice/" + name + "-" + runs;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "local-cluster[2,1,256]"})
  void aKeytabOpensTheDoor(String master) throws Exception {
    assertThat(program().keytab(cluster).run("round-trip", master, home("keytab")))
        .isEqualTo("[A, B, C, D]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "local-cluster[2,1,256]"})
  void aTicketOpensTheDoor(String master) throws Exception {
    Path ticket = cluster.kerberos().ticket("alice");
    assertThat(program().variable("KRB5CCNAME", ticket).run("round-trip", master, home("ticket")))
        .isEqualTo("[A, B, C, D]");
  }

  @Test
  void aSessionCancelsItsTokensAtItsEnd() throws Exception {
    long before = cancellations();
    assertThat(
            program().keytab(cluster).run("round-trip", "local-cluster[1,1,256]", home("cancel")))
        .isEqualTo("[A, B, C, D]");
    assertThat(cancellations()).isGreaterThan(before);
  }

  private static long cancellations() throws IOException {
    try (Stream<String> lines = Files.lines(cluster.nameNode().log())) {
      return lines.filter(line -> line.contains("Token cancellation requested")).count();
    }
  }

  @Test
  void anApplicationOutlivesItsTokens() throws Exception {
    assertThat(
            program()
                .keytab(cluster)
                // each job connects anew, by the tokens of the moment
                .setting("firesteel.hadoop.ipc.client.connection.maxidletime", "1")
                .run("outlive", "local-cluster[2,1,256]", home("outlive")))
        .isEqualTo("2 lines, newer token true");
  }

  @Test
  void withoutATicketItSaysSo() throws Exception {
    Path nothing = directory.resolve("nothing");
    assertThat(
            program().variable("KRB5CCNAME", nothing).run("round-trip", "local[1]", home("nobody")))
        .isEqualTo(
            "SECURITY Cannot prove who the user is: there is no valid Kerberos ticket in ticket"
                + " cache "
                + nothing
                + " (run kinit, or set firesteel.security.principal and"
                + " firesteel.security.keytab)");
  }

  @Test
  void anExpiredTicketIsNamedWithItsEnd() throws Exception {
    Path expired = directory.resolve("expired");
    cluster.kerberos().ticket("alice", expired, Duration.ofMinutes(-5));
    assertThat(
            program().variable("KRB5CCNAME", expired).run("round-trip", "local[1]", home("late")))
        .startsWith(
            "SECURITY Cannot prove who the user is: the ticket of alice@FIRESTEEL.DEV in "
                + expired
                + " is of no use, its end is 20");
  }

  @Test
  void aKeytabThatIsMissingOrOfSomebodyElseIsNamed() throws Exception {
    assertThat(
            program()
                .keytab(cluster)
                .setting("firesteel.security.keytab", "/no/such.keytab")
                .run("round-trip", "local[1]", home("missing")))
        .isEqualTo(
            "SECURITY Cannot log in as alice@FIRESTEEL.DEV: keytab /no/such.keytab does not exist"
                + " (correct firesteel.security.keytab)");
    assertThat(
            program()
                .keytab(cluster)
                .setting("firesteel.security.principal", "bob@FIRESTEEL.DEV")
                .run("round-trip", "local[1]", home("other")))
        .startsWith(
            "SECURITY Cannot log in to Kerberos: keytab "
                + cluster.kerberos().keytab("alice")
                + " has no usable key of bob@FIRESTEEL.DEV");
    assertThat(
            program()
                .setting("firesteel.security.principal", "alice@FIRESTEEL.DEV")
                .run("round-trip", "local[1]", home("half")))
        .startsWith("CONFIGURATION Cannot log in: firesteel.security.principal is set and");
  }

  @Test
  void aKdcThatDoesNotAnswerIsNamed() throws Exception {
    Path krb5 = directory.resolve("krb5.conf");
    Files.writeString(
        krb5,
        Files.readString(cluster.kerberos().krb5()).replaceAll("127.0.0.1:\\d+", "127.0.0.1:1"));
    assertThat(
            program()
                .keytab(cluster)
                .variable("KRB5_CONFIG", krb5)
                .run("round-trip", "local[1]", home("silent")))
        .isEqualTo(
            "SECURITY Cannot log in to Kerberos: the KDC cannot be reached (check that it runs, and"
                + " its address in krb5.conf)");
  }

  @Test
  void settingsThatSayNothingOfTheProofAreNamed() throws Exception {
    assertThat(
            program()
                .setting("firesteel.hadoop.hadoop.security.authentication", "simple")
                .run("round-trip", "local[1]", home("simple")))
        .startsWith("SECURITY ")
        .contains("the cluster wants users to prove who they are")
        .contains("use the cluster's core-site.xml");
  }
}
