package dev.firesteel.api.config;

import java.util.List;

/** The settings of the driver's JVM, and of how executors on other machines reach it. */
public final class DriverKeys implements ConfigKeys {
  private static final int LARGEST_PORT = 65_535;

  /** Heap. */
  public static final ConfigKey<Long> MEMORY =
      Keys.bytes(
              "firesteel.driver.memory",
              "1g",
              "Heap of the driver's JVM. In client mode bin/firesteel starts the JVM with it; where it is not set, the JVM takes a share of the machine's memory there.")
          .check(n -> n >= 64L << 20, "at least 64m");

  /** Cores. */
  public static final ConfigKey<Integer> CORES =
      Keys.number("firesteel.driver.cores", 1, "Cores of the driver's container in cluster mode.")
          .check(n -> n >= 1, "at least 1");

  /** JVM options. */
  public static final ConfigKey<String> JAVA_OPTIONS =
      Keys.text(
          "firesteel.driver.java-options",
          "",
          "Further options for the driver's JVM, separated by blanks: of its container in cluster mode, of the JVM that bin/firesteel starts in client mode.");

  /** Supervision. */
  public static final ConfigKey<Boolean> SUPERVISE =
      Keys.flag(
          "firesteel.driver.supervise",
          false,
          "Whether a driver in cluster mode is started again whenever it fails, until it is killed; on Mesos only.");

  /** Name for others. */
  public static final ConfigKey<String> HOST =
      Keys.text(
          "firesteel.driver.host",
          "",
          "Name or address at which executors on other machines reach the driver; empty means this machine's first address that is not loopback.");

  /** Address to listen on. */
  public static final ConfigKey<String> BIND_ADDRESS =
      Keys.text(
          "firesteel.driver.bind-address",
          "",
          "Address on which the driver listens for executors on other machines; empty means firesteel.driver.host if that is an address of this machine, else all addresses.");

  /** Port for executors. */
  public static final ConfigKey<Integer> PORT =
      port(
          "firesteel.driver.port",
          "Port on which the driver listens for executors; 0 means any free one.");

  /** Port for blocks. */
  public static final ConfigKey<Integer> BLOCK_PORT =
      port(
          "firesteel.driver.block-port",
          "Port on which the driver serves broadcasts and files to executors; 0 means any free one.");

  private static ConfigKey<Integer> port(String name, String doc) {
    return Keys.number(name, 0, doc).check(n -> n >= 0 && n <= LARGEST_PORT, "0 to 65535");
  }

  @Override
  public String title() {
    return "Driver and network";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(MEMORY, CORES, JAVA_OPTIONS, SUPERVISE, HOST, BIND_ADDRESS, PORT, BLOCK_PORT);
  }
}
