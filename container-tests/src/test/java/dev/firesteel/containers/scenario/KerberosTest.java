package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Keys;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.Result;
import dev.firesteel.containers.Shape;
import dev.firesteel.containers.report.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** HDFS and YARN that want proofs of identity, with a principal for each service of each host. */
@Scenario
@Tag(Scenario.WHOLE)
@Tag("yarn")
@Timeout(900)
@ExtendWith(OnContainers.class)
final class KerberosTest {
  private static final Map<String, String> ALICE =
      Map.of(
          "firesteel.security.principal", Keys.PRINCIPAL,
          "firesteel.security.keytab", Keys.KEYTAB);

  @Test
  void programsRunWithAKeytab(TestReporter reporter) {
    ContainerCluster.run(
        Shape.secured(2),
        "kerberos",
        cluster -> {
          nobodyIsLetInWithoutProof(cluster);
          cluster
              .head()
              .run(
                  "bash",
                  "-c",
                  "export KRB5CCNAME=/keys/hdfs.ccache; hdfs dfs -mkdir /scenarios"
                      + " && hdfs dfs -chmod 1777 /scenarios")
              .orFail();
          TwoModes.runOn(cluster, "Kerberos", ALICE, reporter);
          Remains.awaitNone(cluster, "alice");
        });
  }

  private static void nobodyIsLetInWithoutProof(ContainerCluster cluster) {
    Result refused = cluster.edge().run("env", "KRB5CCNAME=/nothing", "hdfs", "dfs", "-ls", "/");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("Client cannot authenticate via:[TOKEN, KERBEROS]");
  }
}
