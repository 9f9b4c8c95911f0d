package dev.firesteel.backend.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalMasterTest {
  private final LocalBackendProvider provider = new LocalBackendProvider();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local[]",
        "local[0]",
        "local[-1]",
        "local[2",
        "local 2",
        "local[2,]",
        "local[2,0]",
        "local[2,3,4]",
        "local[ 2 ]",
        "local[99999999999]",
        "LOCAL[2]",
        "local-cluster",
        "local-cluster[]",
        "local-cluster[2]",
        "local-cluster[2,1]",
        "local-cluster[0,1,1024]",
        "local-cluster[1,0,1024]",
        "local-cluster[2,1,63]",
        "local-cluster[*,1,1024]",
        "local-cluster[2,1,1g]",
        "local-cluster(2,1,1024)"
      })
  void refusesAMalformedUrlOfItsKindAndShowsTheRightForms(String url) {
    MasterUrl master = new MasterUrl(url);

    assertThat(provider.accepts(master)).isTrue();
    assertThatThrownBy(() -> provider.implied(master))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Cannot use master '" + url + "'")
        .hasMessageContaining("local[n]")
        .hasMessageContaining("local-cluster[n,cores,MiB]")
        .extracting(e -> ((FiresteelException) e).category())
        .isEqualTo(ErrorCategory.CONFIGURATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yarn",
        "mesos://host:5050",
        "localhost",
        "localhost:7077",
        "local.example.org",
        "local-foo",
        "locally",
        "spark://local[2]"
      })
  void leavesOtherKindsToOthers(String url) {
    assertThat(provider.accepts(new MasterUrl(url))).isFalse();
  }

  @Test
  void saysWhichNumberIsWrong() {
    assertThatThrownBy(() -> LocalMaster.parse(new MasterUrl("local-cluster[2,1,63]")))
        .hasMessageContaining("MiB must be at least 64, not 63");
    assertThatThrownBy(() -> LocalMaster.parse(new MasterUrl("local[99999999999]")))
        .hasMessageContaining("cores 99999999999 is too large");
  }

  @Test
  void readsEveryForm() {
    int all = Runtime.getRuntime().availableProcessors();
    assertThat(parse("local")).isEqualTo(new LocalMaster.Threads(1, OptionalInt.empty()));
    assertThat(parse("local[4]")).isEqualTo(new LocalMaster.Threads(4, OptionalInt.empty()));
    assertThat(parse("local[*]")).isEqualTo(new LocalMaster.Threads(all, OptionalInt.empty()));
    assertThat(parse("local[4,3]")).isEqualTo(new LocalMaster.Threads(4, OptionalInt.of(3)));
    assertThat(parse("local[*,3]")).isEqualTo(new LocalMaster.Threads(all, OptionalInt.of(3)));
    assertThat(parse("local-cluster[3,2,1024]")).isEqualTo(new LocalMaster.Processes(3, 2, 1024));
  }

  @Test
  void localImpliesOneExecutorAndNoRetries() {
    Config implied = provider.implied(new MasterUrl("local[4]"));

    assertThat(implied.get(CoreKeys.EXECUTORS)).isEqualTo(1);
    assertThat(implied.get(CoreKeys.EXECUTOR_CORES)).isEqualTo(4);
    assertThat(implied.get(CoreKeys.TASK_MAX_FAILURES)).isEqualTo(1);
    assertThat(implied.get(CoreKeys.EXECUTOR_MEMORY)).isGreaterThanOrEqualTo(64L << 20);
    assertThat(provider.implied(new MasterUrl("local[4,3]")).get(CoreKeys.TASK_MAX_FAILURES))
        .isEqualTo(3);
  }

  @Test
  void localClusterImpliesItsSizesAndTheUsualRetries() {
    Config implied = provider.implied(new MasterUrl("local-cluster[3,2,512]"));

    assertThat(implied.get(CoreKeys.EXECUTORS)).isEqualTo(3);
    assertThat(implied.get(CoreKeys.EXECUTOR_CORES)).isEqualTo(2);
    assertThat(implied.get(CoreKeys.EXECUTOR_MEMORY)).isEqualTo(512L << 20);
    assertThat(implied.isSet(CoreKeys.TASK_MAX_FAILURES)).isFalse();
  }

  @Test
  void onlyTheClusterHasProcesses() {
    assertThat(provider.capabilities(new MasterUrl("local[4]"), Config.empty()))
        .containsExactly(Capability.EXACT_OFFERS);
    assertThat(provider.capabilities(new MasterUrl("local-cluster[1,1,64]"), Config.empty()))
        .containsExactlyInAnyOrder(Capability.EXACT_OFFERS, Capability.PROCESSES);
  }

  private static LocalMaster parse(String url) {
    return LocalMaster.parse(new MasterUrl(url));
  }
}
