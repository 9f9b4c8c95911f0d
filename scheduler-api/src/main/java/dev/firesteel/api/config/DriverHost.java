package dev.firesteel.api.config;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the driver listens for other machines, and how they reach it.
 *
 * @param bind address to listen on
 * @param advertised name or address that others are told
 */
public record DriverHost(String bind, String advertised) {
  private static final String ALL = "0.0.0.0";

  /**
   * As the settings say, or what this machine's network suggests.
   *
   * @throws FiresteelException if no address of this machine can be found
   */
  public static DriverHost of(Config config) {
    String set = config.get(DriverKeys.HOST);
    String host = set.isEmpty() ? ownAddress() : set;
    String bind = config.get(DriverKeys.BIND_ADDRESS);
    return new DriverHost(bind.isEmpty() ? listening(host) : bind, host);
  }

  /** An address is told to others, not a name: clusters need not know this machine's name. */
  private static String ownAddress() {
    return ownAddress(InetAddress::getLocalHost);
  }

  /** Asks for this machine's name and its address. */
  interface Named {
    InetAddress find() throws UnknownHostException;
  }

  /** A name that nobody knows is no reason to fail where a network is. */
  static String ownAddress(Named machine) {
    try {
      InetAddress named = machine.find();
      return named.isLoopbackAddress()
          ? ofTheNetwork().orElse(named).getHostAddress()
          : named.getHostAddress();
    } catch (UnknownHostException e) {
      return ofTheNetwork().orElseThrow(() -> unknown(e)).getHostAddress();
    }
  }

  private static Optional<InetAddress> ofTheNetwork() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(DriverHost::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static FiresteelException unknown(UnknownHostException e) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot find out the address at which executors reach this machine: its own name is"
            + " unknown and it has no network: "
            + e.getMessage()
            + " (set "
            + DriverKeys.HOST.name()
            + ")",
        e);
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
