package dev.firesteel.engine;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.config.Config;
import java.util.Set;

/**
 * Where executors reach this JVM.
 *
 * @param host the name or address that they dial
 * @param bind the address to listen on
 */
public record DriverAddress(String host, String bind) {
  /**
   * The address for a backend that can do this.
   *
   * @throws dev.firesteel.api.error.FiresteelException if no address of this machine can be found
   */
  public static DriverAddress of(Set<Capability> can, Config config) {
    DriverNetwork network =
        can.contains(Capability.REMOTE_HOSTS) ? DriverNetwork.of(config) : DriverNetwork.loopback();
    return new DriverAddress(network.settings().advertisedHost(), network.settings().bindHost());
  }
}
