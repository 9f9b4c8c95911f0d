package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.RecordingExecutor;
import dev.firesteel.protocol.transport.Secret;

/** The main class of a process that registers and then waits to be killed. */
public final class IdleExecutor {
  private IdleExecutor() {}

  /** Registers at the address and with the secret that are its arguments. */
  public static void main(String[] args) throws Exception {
    ExecutorId id = new ExecutorId("e-1");
    RecordingExecutor listener = new RecordingExecutor();
    new NettyExecutorTransport(NetworkSettings.loopback())
        .connect(
            new DriverAddress(args[0]),
            Secret.ofHex(args[1]),
            new ToDriver.Register(id, "localhost", new BlockAddress(id, "", 0), 1),
            listener);
    listener.disconnections.take();
  }
}
