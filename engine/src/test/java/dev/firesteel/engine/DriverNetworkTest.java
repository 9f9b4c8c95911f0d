package dev.firesteel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;

class DriverNetworkTest {
  @Test
  void othersAreToldAnAddressOfThisMachineAndItIsListenedOnThatOnly() throws IOException {
    DriverNetwork network = DriverNetwork.of(Config.empty());

    InetAddress told = InetAddress.getByName(network.settings().advertisedHost());
    assertThat(NetworkInterface.getByInetAddress(told)).isNotNull();
    assertThat(network.settings().bindHost()).isEqualTo(told.getHostAddress());
    assertThat(network.executors()).isEqualTo(DriverNetwork.Executors.ON_THEIR_HOSTS);
  }

  @Test
  void aForwardedAddressIsToldAndAllAreListenedOn() {
    Config config =
        Config.empty()
            .with(DriverKeys.HOST, "198.51.100.7")
            .with(DriverKeys.PORT, "7070")
            .with(DriverKeys.BLOCK_PORT, "7071");

    DriverNetwork network = DriverNetwork.of(config);

    assertThat(network.settings().advertisedHost()).isEqualTo("198.51.100.7");
    assertThat(network.settings().bindHost()).isEqualTo("0.0.0.0");
    assertThat(network.port()).isEqualTo(7070);
    assertThat(network.blockPort()).isEqualTo(7071);
  }

  @Test
  void theAddressToListenOnCanBeSet() {
    Config config =
        Config.empty().with(DriverKeys.HOST, "gateway").with(DriverKeys.BIND_ADDRESS, "127.0.0.1");

    assertThat(DriverNetwork.of(config).settings().bindHost()).isEqualTo("127.0.0.1");
  }
}
