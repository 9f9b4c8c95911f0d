package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.network.NetworkSettings;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;

/**
 * Where the driver listens, and under which names executors serve.
 *
 * @param settings address to listen on and name for others
 * @param port port for executors, or 0 for any
 * @param blockPort port for blocks, or 0 for any
 * @param executors where executors run
 */
record DriverNetwork(NetworkSettings settings, int port, int blockPort, Executors executors) {
  private static final String ALL = "0.0.0.0";

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
    String set = config.get(DriverKeys.HOST);
    String host = set.isEmpty() ? ownAddress() : set;
    String bind = config.get(DriverKeys.BIND_ADDRESS);
    return new DriverNetwork(
        NetworkSettings.of(bind.isEmpty() ? listening(host) : bind, host),
        config.get(DriverKeys.PORT),
        config.get(DriverKeys.BLOCK_PORT),
        Executors.ON_THEIR_HOSTS);
  }

  /** An address is told to others, not a name: clusters need not know this machine's name. */
  private static String ownAddress() {
    try {
      InetAddress named = InetAddress.getLocalHost();
      if (!named.isLoopbackAddress()) {
        return named.getHostAddress();
      }
      return NetworkInterface.networkInterfaces()
          .filter(DriverNetwork::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .findFirst()
          .orElse(named)
          .getHostAddress();
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot find out the address at which executors reach this machine: "
              + e.getMessage()
              + " (set "
              + DriverKeys.HOST
              + ")",
          e);
    }
  }

  private static boolean isUp(NetworkInterface each) {
    try {
      return each.isUp();
    } catch (IOException e) {
      return false;
    }
  }

  /** The host's own address if it is one of this machine; a forwarded one is not. */
  private static String listening(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return Optional.ofNullable(NetworkInterface.getByInetAddress(address)).isPresent()
          ? address.getHostAddress()
          : ALL;
    } catch (IOException e) {
      return ALL;
    }
  }
}
