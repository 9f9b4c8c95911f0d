package dev.firesteel.mesos.test;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/**
 * Where somebody listens, and what others are told of it.
 *
 * @param host its name; may be its address
 * @param ip its address
 * @param port 0 for any that is free
 */
record Endpoint(String host, String ip, int port) {
  /**
   * A name of this machine, which is to have an address of IPv4: Mesos tells no others.
   *
   * @throws UnknownHostException if it has none
   */
  static Endpoint of(String host, int port) throws UnknownHostException {
    return Stream.of(InetAddress.getAllByName(host))
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .map(address -> new Endpoint(host, address.getHostAddress(), port))
        .orElseThrow(() -> new UnknownHostException(host + " has no address of IPv4"));
  }

  /** An address of this machine, which is its name too. */
  static Endpoint literal(String ip, int port) {
    return new Endpoint(ip, ip, port);
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(ip, port);
  }

  Endpoint withPort(int bound) {
    return new Endpoint(host, ip, bound);
  }

  /** As in the name of a process of Mesos: {@code ip:port}. */
  String pid() {
    return ip + ":" + port;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  /** The address as Mesos writes it in a number: in network byte order. */
  int ipNumber() {
    byte[] bytes = new InetSocketAddress(ip, port).getAddress().getAddress();
    int number = 0;
    for (int i = 3; i >= 0; i--) {
      number = (number << 8) | (bytes[i] & 0xff);
    }
    return number;
  }
}
