package dev.firesteel.devcluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds free ports, below those that systems give to outgoing connections: nothing takes them
 * between the look and the daemon's start but another one who looks for ports. Processes that look
 * at the same time do so in different places.
 */
final class Ports {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int PLACE = 1_000;
  private static final int TRIES = 1_000;

  private final Random random;
  private final Set<Integer> given = new TreeSet<>();
  private final int lowest;

  Ports(Random random) {
    this.random = random;
    long place = ProcessHandle.current().pid() % ((HIGHEST - LOWEST) / PLACE);
    this.lowest = LOWEST + (int) place * PLACE;
  }

  /** A port on which nobody listens. */
  int next() {
    for (int i = 0; i < TRIES; i++) {
      int port = lowest + random.nextInt(PLACE);
      if (!given.contains(port) && isFree(port)) {
        given.add(port);
        return port;
      }
    }
    throw new DevClusterException(
        "Found no free port between "
            + lowest
            + " and "
            + (lowest + PLACE)
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

  /** Daemons listen on addresses of their own, so all are looked at. */
  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
