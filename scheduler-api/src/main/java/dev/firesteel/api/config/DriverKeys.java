package dev.firesteel.api.config;

import java.util.List;

/** The settings of a driver that executors on other machines dial. */
public final class DriverKeys implements ConfigKeys {
  private static final int LARGEST_PORT = 65_535;

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
    return List.of(HOST, BIND_ADDRESS, PORT, BLOCK_PORT);
  }
}
