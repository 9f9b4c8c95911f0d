package dev.firesteel.protocol.memory;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorTransport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network within one JVM: who shares this object can reach each other. Has no threads of its own:
 * batches are delivered by the thread that sends, or by one that is just delivering on the same
 * channel. Safe for any thread.
 */
public final class MemoryNetwork {
  /** What addresses of this network begin with. */
  public static final String SCHEME = "memory:";

  private final AtomicInteger names = new AtomicInteger();
  private final Map<String, MemoryDriverTransport> drivers = new ConcurrentHashMap<>();
  private final Map<ExecutorId, BlockSource> sources = new ConcurrentHashMap<>();

  /** A transport for a driver. */
  public DriverTransport driverTransport() {
    return new MemoryDriverTransport(this);
  }

  /** A transport for executors. */
  public ExecutorTransport executorTransport() {
    return new MemoryExecutorTransport(this);
  }

  /** Serves blocks to the clients of this network under the owner's id, whatever host and port. */
  public void serve(ExecutorId owner, BlockSource source) {
    if (sources.putIfAbsent(owner, source) != null) {
      throw new IllegalStateException("Cannot serve blocks of " + owner + ": it serves already");
    }
  }

  /** Ends {@link #serve}. */
  public void stopServing(ExecutorId owner) {
    sources.remove(owner);
  }

  /** A client for blocks that are served on this network. */
  public BlockClient blockClient() {
    return new MemoryBlockClient(this);
  }

  DriverAddress enter(MemoryDriverTransport driver) {
    String name = SCHEME + "driver-" + names.incrementAndGet();
    drivers.put(name, driver);
    return new DriverAddress(name);
  }

  void leave(DriverAddress address) {
    drivers.remove(address.value());
  }

  @Nullable MemoryDriverTransport driver(DriverAddress address) {
    return drivers.get(address.value());
  }

  @Nullable BlockSource source(ExecutorId owner) {
    return sources.get(owner);
  }
}
