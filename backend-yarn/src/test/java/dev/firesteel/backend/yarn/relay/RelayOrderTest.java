package dev.firesteel.backend.yarn.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;

class RelayOrderTest {
  private static final RelayOrder ORDER =
      new RelayOrder(
          "hdfs://nn:8020/user/zoë/.firesteel/applications/application_1_1",
          Seal.fresh(),
          new TreeMap<>(
              Map.of("firesteel.hadoop.fs.x", "s3cret\nfiresteel-environment:rm", "b", "")));

  @Test
  void withoutAnOrderAStrangerIsTold() {
    assertThatThrownBy(() -> RelayOrder.from(new Credentials()))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("started by YARN");
  }

  @Test
  void comesOutAsItWentIn() throws IOException {
    Credentials tokens = new Credentials();
    ORDER.addTo(tokens);
    RelayOrder read = RelayOrder.from(tokens);
    assertThat(read.directory()).isEqualTo(ORDER.directory());
    assertThat(read.seal().key()).isEqualTo(ORDER.seal().key());
    assertThat(read.settings()).isEqualTo(ORDER.settings());
  }

  @Test
  void holdsNoLineThatTheLaunchScriptCouldTakeForItsOwn() {
    Credentials tokens = new Credentials();
    ORDER.addTo(tokens);
    assertThat(new String(tokens.getSecretKey(new Text("firesteel.relay")), StandardCharsets.UTF_8))
        .matches("[A-Za-z0-9+/=]+");
  }

  @Test
  void showsNoSecret() {
    assertThat(ORDER.toString()).doesNotContain("s3cret");
  }
}
