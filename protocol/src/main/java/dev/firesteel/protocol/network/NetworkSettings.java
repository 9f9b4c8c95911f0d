package dev.firesteel.protocol.network;

import java.time.Duration;

/**
 * How to use the network.
 *
 * @param bindHost address to listen on
 * @param advertisedHost name or address by which others reach this host
 * @param connectTimeout the longest wait for a connection
 * @param handshakeTimeout the longest that a handshake may take
 * @param silenceTimeout the longest wait for the next bytes of blocks
 */
public record NetworkSettings(
    String bindHost,
    String advertisedHost,
    Duration connectTimeout,
    Duration handshakeTimeout,
    Duration silenceTimeout) {
  private static final String LOOPBACK = "127.0.0.1";

  /** Checks that each time is above 0. */
  public NetworkSettings {
    for (Duration time : new Duration[] {connectTimeout, handshakeTimeout, silenceTimeout}) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(
            "Cannot use the network with a time-out of " + time + ": it must be above 0");
      }
    }
  }

  /** Processes of this machine only. */
  public static NetworkSettings loopback() {
    return of(LOOPBACK, LOOPBACK);
  }

  /** A host of a cluster, with the usual time-outs. */
  public static NetworkSettings of(String bindHost, String advertisedHost) {
    return new NetworkSettings(
        bindHost,
        advertisedHost,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20));
  }
}
