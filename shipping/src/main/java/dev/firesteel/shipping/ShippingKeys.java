package dev.firesteel.shipping;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of the runtime on its way to containers. */
public final class ShippingKeys implements ConfigKeys {
  /** Archives of shared classes. */
  public static final ConfigKey<String> SHARED_CLASSES =
      Keys.text(
          "firesteel.containers.cds-archives",
          "",
          "Directory with archives of shared classes by which JVMs in containers of a cluster start faster; the launcher sets it to those that the distribution was built with. Ignored where none fits.");

  @Override
  public String title() {
    return "Containers of clusters";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(SHARED_CLASSES);
  }
}
