package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverHost;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.network.NetworkSettings;

/**
 * Where the driver listens, and under which names executors serve.
 *
 * @param settings address to listen on and name for others
 * @param port port for executors, or 0 for any
 * @param blockPort port for blocks, or 0 for any
 * @param executors where executors run
 */
record DriverNetwork(NetworkSettings settings, int port, int blockPort, Executors executors) {
  /** Where executors run. */
  enum Executors {
    /** On this machine; the hosts of their offers are but labels. */
    HERE,
    /** On the hosts of their offers. */
    ON_THEIR_HOSTS
  }

  /** Nothing leaves this machine. */
  static DriverNetwork loopback() {
    return new DriverNetwork(NetworkSettings.loopback(), 0, 0, Executors.HERE);
  }

  /**
   * Executors on other machines dial this one.
   *
   * @throws FiresteelException if no address of this machine can be found
   */
  static DriverNetwork of(Config config) {
    DriverHost host = DriverHost.of(config);
    return new DriverNetwork(
        NetworkSettings.of(host.bind(), host.advertised()),
        config.get(DriverKeys.PORT),
        config.get(DriverKeys.BLOCK_PORT),
        Executors.ON_THEIR_HOSTS);
  }
}
