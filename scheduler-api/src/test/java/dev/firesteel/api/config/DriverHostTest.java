package dev.firesteel.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverHostTest {
  @Test
  void aMachineWhoseNameNobodyKnowsIsReachedByItsNetwork() throws Exception {
    List<String> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .toList();
    if (addresses.isEmpty()) {
      assertThatThrownBy(() -> DriverHost.ownAddress(DriverHostTest::unknown))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("(set firesteel.driver.host)");
    } else {
      assertThat(DriverHost.ownAddress(DriverHostTest::unknown)).isIn(addresses);
    }
  }

  private static InetAddress unknown() throws UnknownHostException {
    throw new UnknownHostException("here: Name or service not known");
  }

  @Test
  void anAddressOfTheNetworkIsTakenAsItIs() throws Exception {
    InetAddress named = InetAddress.getByAddress("here", new byte[] {10, 1, 2, 3});
    assertThat(DriverHost.ownAddress(() -> named)).isEqualTo("10.1.2.3");
  }
}
