package dev.firesteel.protocol.memory;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.ToDriver.Register;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorTransport.DriverChannel;
import dev.firesteel.protocol.transport.ExecutorTransport.Listener;
import dev.firesteel.protocol.transport.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Accepts the executors of its own JVM. */
final class MemoryDriverTransport implements DriverTransport {
  private final MemoryNetwork network;

  /** By the id's text: its hash needs no class that the JVM has not loaded already. */
  private final Map<String, MemoryChannel> channels = new ConcurrentHashMap<>();

  private volatile @Nullable Listening listening;
  private volatile boolean closed;

  private record Listening(DriverAddress address, Secret secret, DriverListener listener) {}

  MemoryDriverTransport(MemoryNetwork network) {
    this.network = network;
  }

  @Override
  public DriverAddress listen(Secret secret, DriverListener listener) {
    if (listening != null || closed) {
      throw new IllegalStateException("Cannot listen: this transport listens or was closed");
    }
    DriverAddress address = network.enter(this);
    listening = new Listening(address, secret, listener);
    return address;
  }

  DriverChannel accept(Secret secret, Register registration, Listener listener) {
    Listening here = listening;
    if (here == null || closed) {
      throw new FiresteelException(
          ErrorCategory.TRANSIENT, "Cannot connect to the driver: it does not listen any more");
    }
    ExecutorId executor = registration.executor();
    if (!here.secret().matches(secret)) {
      throw new FiresteelException(
          ErrorCategory.SECURITY,
          "Cannot register " + executor + ": it does not know the application's secret");
    }
    MemoryChannel channel = new MemoryChannel(this, here.listener(), executor, listener);
    if (channels.putIfAbsent(executor.value(), channel) != null) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL,
          "Cannot register " + executor + ": an executor of that id is connected already");
    }
    DriverChannel end = channel.register(registration);
    if (closed) {
      channel.disconnect("the driver's transport was closed");
    }
    return end;
  }

  void left(ExecutorId executor) {
    channels.remove(executor.value());
  }

  @Override
  public void close() {
    closed = true;
    Listening here = listening;
    if (here != null) {
      network.leave(here.address());
    }
    for (MemoryChannel channel : List.copyOf(channels.values())) {
      channel.disconnect("the driver's transport was closed");
    }
  }
}
