package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of submitting drivers to a dispatcher. */
public final class SubmitKeys implements ConfigKeys {
  /** Where it is. */
  public static final ConfigKey<String> DISPATCHER =
      Keys.text(
              "firesteel.mesos.dispatcher",
              "",
              "Address of the dispatcher for cluster mode, http://host:port (or https: of a proxy before it); empty means that the master is asked where one is.")
          .check(
              text -> text.isEmpty() || text.matches("https?://[^/?#\\s@]+/?"),
              "of the form http://host:port");

  /** Whether the submitter waits. */
  public static final ConfigKey<Boolean> WAIT =
      Keys.flag(
          "firesteel.mesos.submit.wait",
          true,
          "Whether firesteel submit --deploy-mode cluster waits for the application's end; if not, it prints the driver's id and ends with 0 when the dispatcher has it.");

  @Override
  public String title() {
    return "Mesos: drivers on the cluster";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(DISPATCHER, WAIT);
  }
}
