package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.ConfigPrefix;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of processes in YARN's containers. */
public final class ContainerKeys implements ConfigKeys {
  /** Variables of executors. */
  public static final ConfigPrefix ENVIRONMENT =
      new ConfigPrefix(
          "firesteel.yarn.environment.",
          "Variables of the environment of executors in YARN's containers:"
              + " firesteel.yarn.environment.NAME sets NAME, for example JAVA_HOME. {{OTHER}} in a"
              + " value is the variable OTHER of the node; all else is taken as it is. YARN keeps"
              + " these in its logs: they are no place for secrets.");

  /** Variables of the driver in cluster mode. */
  public static final ConfigPrefix MASTER_ENVIRONMENT =
      new ConfigPrefix(
          "firesteel.yarn.master-environment.",
          "The same for the driver in cluster mode, which runs in the application master's"
              + " container.");

  /** An image for containers. */
  public static final ConfigKey<String> IMAGE =
      Keys.text(
          "firesteel.yarn.container-image",
          "",
          "Image in which executors (and the driver in cluster mode) run, where YARN's nodes have the"
              + " Docker runtime. It holds bash and a Java of at least version 17. Empty means that"
              + " they run on the nodes themselves. Nodes without LinuxContainerExecutor ignore it.");

  @Override
  public String title() {
    return "YARN's containers";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(IMAGE);
  }

  @Override
  public List<ConfigPrefix> prefixes() {
    return List.of(ENVIRONMENT, MASTER_ENVIRONMENT);
  }
}
