package dev.firesteel.protocol.memory;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.RecordingDriver;
import dev.firesteel.protocol.transport.RecordingExecutor;
import dev.firesteel.protocol.transport.Secret;
import java.util.List;

/** The main class of a process that has no Netty. */
public final class MemoryTalk {
  private MemoryTalk() {}

  /** Exits with 0 if a driver and an executor can talk. */
  public static void main(String[] args) {
    MemoryNetwork network = new MemoryNetwork();
    RecordingDriver driver = new RecordingDriver();
    RecordingExecutor executor = new RecordingExecutor();
    Secret secret = Secret.random();
    ExecutorId id = new ExecutorId("e-1");
    var address = network.driverTransport().listen(secret, driver);
    var channel =
        network
            .executorTransport()
            .connect(
                address,
                secret,
                new ToDriver.Register(id, "localhost", new BlockAddress(id, "", 0), 1),
                executor);
    driver.channels.get(id).send(List.of(new ToExecutor.Stop("enough")));
    channel.close();
    boolean talked = executor.messages.size() == 1 && driver.disconnections.size() == 1;
    System.exit(talked ? 0 : 1);
  }
}
