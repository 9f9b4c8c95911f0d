package dev.firesteel.protocol.memory;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.message.ToDriver.Register;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.ExecutorTransport;
import dev.firesteel.protocol.transport.Secret;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Dials drivers of its own JVM. */
final class MemoryExecutorTransport implements ExecutorTransport {
  private final MemoryNetwork network;
  private final Queue<DriverChannel> channels = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  MemoryExecutorTransport(MemoryNetwork network) {
    this.network = network;
  }

  @Override
  public DriverChannel connect(
      DriverAddress address, Secret secret, Register registration, Listener listener) {
    MemoryDriverTransport driver = network.driver(address);
    if (driver == null) {
      throw new FiresteelException(
          ErrorCategory.TRANSIENT,
          "Cannot connect to driver '" + address.value() + "': nobody listens there in this JVM");
    }
    DriverChannel channel = driver.accept(secret, registration, listener);
    channels.add(channel);
    if (closed) {
      channel.close();
    }
    return channel;
  }

  @Override
  public void close() {
    closed = true;
    channels.forEach(DriverChannel::close);
  }
}
