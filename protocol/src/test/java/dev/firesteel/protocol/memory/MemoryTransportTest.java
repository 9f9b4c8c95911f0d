package dev.firesteel.protocol.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorTransport;
import dev.firesteel.protocol.transport.TransportContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTransportTest extends TransportContract {
  private final MemoryNetwork network = new MemoryNetwork();

  @Override
  protected DriverTransport newDriverTransport() {
    return network.driverTransport();
  }

  @Override
  protected ExecutorTransport newExecutorTransport() {
    return network.executorTransport();
  }

  @Test
  void messagesAreDeliveredByTheSenderBeforeSendReturns() {
    var address = track(newDriverTransport()).listen(secret, driver);
    var toDriver =
        track(newExecutorTransport()).connect(address, secret, registration("e-1"), executor);

    assertThat(driver.registrations).hasSize(1);
    toDriver.send(List.of(new ToDriver.Leaving("bye")));
    assertThat(driver.messages).containsExactly(new ToDriver.Leaving("bye"));
    channel("e-1").send(List.of(new ToExecutor.Stop("now")));
    assertThat(executor.messages).containsExactly(new ToExecutor.Stop("now"));
  }

  @Test
  void networksAreApart() {
    var address = track(newDriverTransport()).listen(secret, driver);
    var elsewhere = new MemoryNetwork().executorTransport();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> elsewhere.connect(address, secret, registration("e-1"), executor))
        .hasMessageContaining("nobody listens there");
  }
}
