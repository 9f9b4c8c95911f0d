package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of a dispatcher's service. */
public final class ServiceKeys implements ConfigKeys {
  private static final int LARGEST_PORT = 65_535;

  /** Port. */
  public static final ConfigKey<Integer> PORT =
      Keys.number(
              "firesteel.mesos.dispatcher.port",
              7077,
              "Port on which a dispatcher answers clients and serves drivers' files to agents; 0 means any free one. It listens as firesteel.driver.host and .bind-address say.")
          .check(n -> n >= 0 && n <= LARGEST_PORT, "0 to 65535");

  /** Directory. */
  public static final ConfigKey<String> DIRECTORY =
      Keys.text(
          "firesteel.mesos.dispatcher.directory",
          "",
          "Directory in which a dispatcher keeps its queue and uploaded files; one dispatcher at a time. Empty means firesteel/dispatcher in $XDG_STATE_HOME, which is ~/.local/state by default.");

  /** Who may ask. */
  public static final ConfigKey<String> SECRET_FILE =
      Keys.text(
          "firesteel.mesos.dispatcher.secret-file",
          "",
          "File whose first line clients of a dispatcher must know; for the dispatcher and its clients. Empty means that whoever reaches its port can run programs.");

  @Override
  public String title() {
    return "Mesos: dispatcher's service";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(PORT, DIRECTORY, SECRET_FILE);
  }
}
