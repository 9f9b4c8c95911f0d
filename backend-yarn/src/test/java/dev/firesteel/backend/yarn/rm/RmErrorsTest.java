package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.net.ConnectException;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
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
}
