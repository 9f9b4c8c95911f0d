package dev.firesteel.devcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loopback address for each host name: 127.0.0.1 for localhost, 127.0.0.2 and on for others. YARN
 * asks for the name of an address, so that each host needs one of its own. Where the system has
 * only 127.0.0.1 all share it.
 */
final class HostAddresses {
  private static final String LOCALHOST = "127.0.0.1";
  private static final int FIRST = 2;

  private final Map<String, String> addresses = new LinkedHashMap<>();

  HostAddresses(List<Host> hosts) {
    addresses.put("localhost", LOCALHOST);
    boolean several = isLocal("127.0.0." + FIRST);
    for (Host host : hosts) {
      addresses.computeIfAbsent(
          host.name(), name -> several ? "127.0.0." + (FIRST + addresses.size() - 1) : LOCALHOST);
    }
  }

  String of(Host host) {
    return addresses.getOrDefault(host.name(), LOCALHOST);
  }

  /** The lines of a file in the form of /etc/hosts: the hosts, and the name of this machine. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    addresses.forEach(
        (name, address) -> lines.append(address).append(' ').append(name).append('\n'));
    try {
      InetAddress machine = InetAddress.getLocalHost();
      if (!addresses.containsKey(machine.getHostName())) {
        lines.append(machine.getHostAddress()).append(' ').append(machine.getHostName());
        lines.append('\n');
      }
    } catch (UnknownHostException e) {
      // it has no name that anybody could ask for
    }
    return lines.toString();
  }

  private static boolean isLocal(String address) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
