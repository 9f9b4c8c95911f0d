package dev.firesteel.devcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds free ports, below those that systems give to outgoing connections: nothing takes them
 * between the look and the daemon's start but another one who looks for ports.
 */
final class Ports {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  private final Random random;
  private final Set<Integer> given = new TreeSet<>();

  Ports(Random random) {
    this.random = random;
  }

  /** A port on which nobody listens. */
  int next() {
    for (int i = 0; i < TRIES; i++) {
      int port = LOWEST + random.nextInt(HIGHEST - LOWEST);
      if (!given.contains(port) && isFree(port)) {
        given.add(port);
        return port;
      }
    }
    throw new DevClusterException(
        "Found no free port between "
            + LOWEST
            + " and "
            + HIGHEST
            + " in "
            + TRIES
            + " tries (end some of the processes that listen there)");
  }

  /** A certain port, if nobody listens on it. */
  int take(int port) {
    if (!isFree(port)) {
      throw new DevClusterException(
          "Port " + port + " is in use (choose another one, or end who listens there)");
    }
    given.add(port);
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
