package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;

/** What users hear of a ResourceManager that they do not reach. */
class RmErrorsTest {
  private static final ConnectException REFUSED = new ConnectException("Connection refused");

  @Test
  void aResourceManagerThatNobodyNamedIsAMatterOfSettings() {
    FiresteelException why = RmErrors.of("submit", new YarnConfiguration(), REFUSED);
    assertThat(why.category()).isEqualTo(ErrorCategory.CONFIGURATION);
    assertThat(why)
        .hasMessageStartingWith("Cannot submit: no ResourceManager is configured")
        .hasMessageContaining("HADOOP_CONF_DIR");
  }

  @Test
  void oneThatIsNamedAndSilentIsAMatterOfTheCluster() {
    YarnConfiguration conf = new YarnConfiguration();
    conf.set(YarnConfiguration.RM_ADDRESS, "rm.example:8032");
    FiresteelException why = RmErrors.of("submit", conf, REFUSED);
    assertThat(why.category()).isEqualTo(ErrorCategory.CLUSTER);
    assertThat(why).hasMessageContaining("rm.example:8032").hasMessageContaining("does not answer");
  }

  @Test
  void aTicketThatHasExpiredIsNamedAndNotTheCluster() {
    FiresteelException why =
        RmErrors.of(
            "submit",
            new YarnConfiguration(),
            new IOException(
                "DestHost:destPort h1:8032 , LocalHost:localPort h2/127.0.0.1:0. Failed on local"
                    + " exception: java.io.IOException: javax.security.sasl.SaslException: GSS"
                    + " initiate failed [Caused by GSSException: No valid credentials provided"
                    + " (Mechanism level: Failed to find any Kerberos tgt)]"));
    assertThat(why.category()).isEqualTo(ErrorCategory.SECURITY);
    assertThat(why)
        .hasMessageStartingWith(
            "Cannot submit: at the ResourceManager, the ticket is missing, has expired or is"
                + " refused (run kinit");
  }

  @Test
  void aTokenThatHasExpiredIsNamed() {
    FiresteelException why =
        RmErrors.of(
            "submit",
            new YarnConfiguration(),
            new RemoteException(
                "org.apache.hadoop.security.token.SecretManager$InvalidToken",
                "token (RM_DELEGATION_TOKEN owner=alice, sequenceNumber=1) is expired"));
    assertThat(why.category()).isEqualTo(ErrorCategory.SECURITY);
    assertThat(why)
        .hasMessageContaining("its delegation token has expired or was cancelled")
        .hasMessageContaining("keytab");
  }

  @Test
  void aQueueOfOthersIsNoMatterOfProof() {
    FiresteelException why =
        RmErrors.of(
            "submit",
            new YarnConfiguration(),
            new YarnException(
                "org.apache.hadoop.security.AccessControlException: User alice does not have"
                    + " permission to submit application_1_0001 to queue private"));
    assertThat(why.category()).isEqualTo(ErrorCategory.SECURITY);
    assertThat(why).hasMessageContaining("firesteel.yarn.queue");
  }
}
