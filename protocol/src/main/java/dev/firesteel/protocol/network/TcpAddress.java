package dev.firesteel.protocol.network;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.transport.DriverAddress;
import java.net.InetSocketAddress;

/** Addresses of the form {@code tcp:host:port}; the host may hold colons itself. */
final class TcpAddress {
  private static final String SCHEME = "tcp:";

  private TcpAddress() {}

  static DriverAddress of(String host, int port) {
    return new DriverAddress(SCHEME + host + ":" + port);
  }

  static InetSocketAddress parse(DriverAddress address) {
    String value = address.value();
    int colon = value.lastIndexOf(':');
    if (value.startsWith(SCHEME) && colon > SCHEME.length()) {
      try {
        int port = Integer.parseInt(value.substring(colon + 1));
        if (port > 0 && port <= 65535) {
          return new InetSocketAddress(value.substring(SCHEME.length(), colon), port);
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
    }
    throw new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot connect to driver '" + value + "': it is not of the form tcp:host:port");
  }
}
