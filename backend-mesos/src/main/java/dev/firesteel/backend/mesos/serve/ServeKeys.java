package dev.firesteel.backend.mesos.serve;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of the driver's file server for agents of Mesos. */
public final class ServeKeys implements ConfigKeys {
  private static final int LARGEST_PORT = 65_535;

  /** Port. */
  public static final ConfigKey<Integer> FILE_PORT =
      Keys.number(
              "firesteel.mesos.file-port",
              0,
              "Port on which the driver serves the runtime and files to agents; 0 means any free one. With a fixed one, agents find what they have fetched for an earlier application in their caches.")
          .check(n -> n >= 0 && n <= LARGEST_PORT, "0 to 65535");

  /** An installed distribution. */
  public static final ConfigKey<String> HOME =
      Keys.text(
          "firesteel.mesos.home",
          "",
          "Directory with a distribution of Firesteel of this version, at agents or in their image, whose jars executors run; it is what contains lib. Empty means that the driver serves its own class path.");

  @Override
  public String title() {
    return "Mesos: files";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(FILE_PORT, HOME);
  }
}
