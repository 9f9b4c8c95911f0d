package dev.firesteel.protocol.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.network.ChildJvm;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorTransport;
import dev.firesteel.protocol.transport.TransportContract;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    assertThatThrownBy(() -> elsewhere.connect(address, secret, registration("e-1"), executor))
        .hasMessageContaining("nobody listens there");
  }

  @Test
  void nothingOfNettyIsNeeded() throws Exception {
    Process process =
        ChildJvm.start(
            MemoryTalk.class, entry -> !entry.contains("netty"), List.of("-Xshare:auto"));
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void blocksComeStraightFromTheirSource(@TempDir Path directory) throws Exception {
    ExecutorId owner = new ExecutorId("driver");
    Path file = Files.write(directory.resolve("f"), new byte[] {0, 1, 2, 3});
    network.serve(
        owner,
        key ->
            switch (((BlockKey.BroadcastChunk) key).chunk()) {
              case 0 -> Optional.of(new BlockData.Bytes(new byte[] {7}));
              case 1 -> Optional.of(new BlockData.FileSlice(file, 1, 2));
              case 2 -> Optional.of(new BlockData.FileSlice(file, 3, 2));
              default -> Optional.empty();
            });
    BlockAddress address = new BlockAddress(owner, "", 0);
    List<byte[]> received = new ArrayList<>();
    BlockClient client = network.blockClient();

    client.fetch(address, List.of(chunk(0), chunk(1)), 1, (index, block) -> received.add(block));
    assertThat(received.get(0)).containsExactly(7);
    assertThat(received.get(1)).containsExactly(1, 2);
    assertThatThrownBy(() -> client.fetch(address, List.of(chunk(0), chunk(9)), 1, (i, b) -> {}))
        .isInstanceOfSatisfying(
            BlockMissingException.class, e -> assertThat(e.index()).isEqualTo(1));
    assertThatThrownBy(() -> client.fetch(address, List.of(chunk(2)), 1, (i, b) -> {}))
        .hasMessageContaining("ends too early");
    network.stopServing(owner);
    assertThatThrownBy(() -> client.fetch(address, List.of(chunk(0)), 1, (i, b) -> {}))
        .hasMessageContaining("serves nobody");
  }

  private static BlockKey chunk(int chunk) {
    return new BlockKey.BroadcastChunk(new BroadcastId(1), chunk);
  }
}
