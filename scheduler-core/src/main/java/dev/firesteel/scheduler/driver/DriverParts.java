package dev.firesteel.scheduler.driver;

import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.loop.Machine;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a driver is put together from.
 *
 * @param machine decides
 * @param backend obtains executors; not started
 * @param network what executors reach the driver by
 * @param launches says how executors are started
 * @param listeners are told what happens
 * @param clock nanoseconds from any start, never going back
 * @param resources closed after all else when the driver closes, in this order
 */
public record DriverParts(
    Machine machine,
    ClusterBackend backend,
    Network network,
    LaunchFactory launches,
    List<SchedulerListener> listeners,
    LongSupplier clock,
    List<AutoCloseable> resources) {
  /** Copies the lists. */
  public DriverParts {
    listeners = List.copyOf(listeners);
    resources = List.copyOf(resources);
  }

  /**
   * What executors reach the driver by. Closed by the driver.
   *
   * @param transport accepts executors; does not listen yet
   * @param secret what they must prove to know
   * @param blocks the broadcasts
   * @param address where the blocks are served
   * @param credentials what executors prove their identity to services by
   */
  public record Network(
      DriverTransport transport,
      Secret secret,
      DriverBlocks blocks,
      BlockAddress address,
      CredentialKeeper credentials) {}
}
