package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of application masters in client mode. */
public final class RelayKeys implements ConfigKeys {
  private static final long MIB = 1L << 20;

  /** How a driver in client mode becomes application master. */
  public enum ClientMaster {
    /** A relay where users prove who they are, else unmanaged. */
    AUTO,
    /** Without a container. */
    UNMANAGED,
    /** By a relay. */
    RELAY
  }

  /** The choice. */
  public static final ConfigKey<ClientMaster> CLIENT_MASTER =
      Keys.choice(
          "firesteel.yarn.client-master",
          ClientMaster.class,
          ClientMaster.AUTO,
          "How a driver in client mode becomes application master: unmanaged needs no container and starts at once; relay starts a small container whose process hands its token to the driver, for clusters with Kerberos and those that forbid unmanaged masters; auto is relay with Kerberos and else unmanaged.");

  /** Heap. */
  public static final ConfigKey<Long> MEMORY =
      Keys.bytes("firesteel.yarn.relay.memory", "64m", "Heap of the relay's process.")
          .check(n -> n >= 32 * MIB, "at least 32m");

  /** Memory beside the heap. */
  public static final ConfigKey<Long> OVERHEAD =
      Keys.bytes(
              "firesteel.yarn.relay.memory-overhead",
              "192m",
              "Memory of the relay's container beside the heap. Clusters round containers up to yarn.scheduler.minimum-allocation-mb.")
          .check(n -> n >= 64 * MIB, "at least 64m");

  /** Cores. */
  public static final ConfigKey<Integer> CORES =
      Keys.number("firesteel.yarn.relay.cores", 1, "Cores of the relay's container.")
          .check(n -> n >= 1, "at least 1");

  /** Options. */
  public static final ConfigKey<String> JAVA_OPTIONS =
      Keys.text(
          "firesteel.yarn.relay.java-options",
          "",
          "Further options of the relay's JVM, separated by spaces.");

  /** How long it may take. */
  public static final ConfigKey<Duration> WAIT =
      Keys.duration(
              "firesteel.yarn.relay.wait",
              "3m",
              "Time that the relay has to hand over its token, from when the cluster has given it a container; waiting for the container itself has no end.")
          .check(d -> !d.isZero() && !d.isNegative(), "more than 0");

  @Override
  public String title() {
    return "YARN: application masters in client mode";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(CLIENT_MASTER, MEMORY, OVERHEAD, CORES, JAVA_OPTIONS, WAIT);
  }
}
