package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PortsTest {
  @Test
  void aPortOnWhichAnotherAddressListensIsNotFree() throws Exception {
    Ports ports = new Ports(new Random(1));
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> ports.take(port))
          .hasMessageContaining("Port " + port + " is in use");
    }
  }

  @Test
  void eachPortIsGivenOnce() {
    Ports ports = new Ports(new Random(1));
    assertThat(ports.next()).isNotEqualTo(ports.next());
  }
}
