package dev.firesteel.backend.mesos.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MesosMasterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "mesos:; does not begin with mesos://",
        "mesos:/h:5050; does not begin with mesos://",
        "mesos://; names no host",
        "mesos://h; 'h' is not host:port",
        "mesos://h:; 'h:' is not host:port",
        "mesos://h:x; 'h:x' is not host:port",
        "mesos://my_host:1; 'my_host:1' is not host:port",
        "mesos://h:0; 'h:0' is not host:port",
        "mesos://h:65536; 'h:65536' is not host:port",
        "mesos://h:5050,; '' is not host:port",
        "mesos://h:5050/; 'h:5050/' is not host:port",
        "mesos://http://h:5050; 'http://h:5050' is not host:port",
        "mesos://zk:h:2181; no zk://host:port/path",
        "mesos://zk://h:2181; has no path",
        "mesos://zk://h:2181/; has no path",
        "mesos://zk://h:2181//a; has no path",
        "mesos://zk:///mesos; names no host",
        "mesos://zk://h/mesos; 'h' is not host:port",
        "mesos://zk://user@h:2181/mesos; before @ is not user:password",
      })
  void refusesMalformedOnesWithTheRightForm(String url, String why) {
    assertThat(MesosMaster.accepts(new MasterUrl(url))).isTrue();
    assertThatThrownBy(() -> MesosMaster.parse(new MasterUrl(url)))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContainingAll("'" + url + "'", why, MesosMaster.FORMS);
  }

  @Test
  void hidesThePasswordOfMalformedOnes() {
    assertThatThrownBy(() -> MesosMaster.parse(new MasterUrl("mesos://zk://u:secret@h:2181")))
        .hasMessageContaining("mesos://zk://u:***@h:2181")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "yarn", "mesosphere://h:1", "zk://h:1/mesos"})
  void leavesOthersAlone(String url) {
    assertThat(MesosMaster.accepts(new MasterUrl(url))).isFalse();
  }

  @Test
  void readsOneMaster() {
    assertThat(parse("mesos://m1.example:5050"))
        .isEqualTo(new MesosMaster.Listed(List.of(new HostPort("m1.example", 5050))))
        .hasToString("mesos://m1.example:5050");
  }

  @Test
  void readsSeveralMasters() {
    assertThat(parse("mesos://h1:5050,[::1]:5051,h1:5050"))
        .isEqualTo(
            new MesosMaster.Listed(List.of(new HostPort("h1", 5050), new HostPort("::1", 5051))))
        .hasToString("mesos://h1:5050,[::1]:5051");
  }

  @Test
  void readsAnElection() {
    assertThat(parse("mesos://zk://h1:2181,h2:2182/a/mesos/"))
        .isEqualTo(
            new MesosMaster.Elected(
                List.of(new HostPort("h1", 2181), new HostPort("h2", 2182)),
                "/a/mesos",
                Optional.empty()))
        .hasToString("mesos://zk://h1:2181,h2:2182/a/mesos");
  }

  @Test
  void readsWhoAsksZooKeeperAndKeepsItsPasswordHidden() {
    MesosMaster master = parse("mesos://zk://me:a:b@h1:2181/mesos");
    assertThat(master)
        .isEqualTo(
            new MesosMaster.Elected(
                List.of(new HostPort("h1", 2181)), "/mesos", Optional.of("me:a:b")))
        .hasToString("mesos://zk://me:***@h1:2181/mesos");
  }

  private static MesosMaster parse(String url) {
    return MesosMaster.parse(new MasterUrl(url));
  }
}
