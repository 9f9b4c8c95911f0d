package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of executors' containers at agents of Mesos. */
public final class ContainerKeys implements ConfigKeys {
  /** The containerizer. */
  public static final ConfigKey<Containerizer> TYPE =
      Keys.choice(
          "firesteel.mesos.container.type",
          Containerizer.class,
          Containerizer.MESOS,
          "What runs executors' containers at agents: Mesos itself, or Docker's daemon. Only Mesos keeps the application's secret out of what Docker shows.");

  /** The image. */
  public static final ConfigKey<String> IMAGE =
      Keys.text(
          "firesteel.mesos.container.image",
          "",
          "Image (of Docker's form) in which executors run; it holds a shell and a Java of at least version 17. Empty means the agents' own file system.");

  /** Whether to look for a newer one. */
  public static final ConfigKey<Boolean> FORCE_PULL =
      Keys.flag(
          "firesteel.mesos.container.force-pull",
          false,
          "Whether agents pull the image anew for each executor, though they have it.");

  /** Volumes. */
  public static final ConfigKey<List<String>> VOLUMES =
      Keys.list(
              "firesteel.mesos.container.volumes",
              "",
              "Directories of agents that executors see: HOST:CONTAINER or HOST:CONTAINER:ro, both paths absolute.")
          .check(
              all -> all.stream().allMatch(ContainerInfos::isVolume),
              "HOST:CONTAINER or HOST:CONTAINER:ro with absolute paths");

  /** The network. */
  public static final ConfigKey<String> NETWORK =
      Keys.text(
          "firesteel.mesos.container.network",
          "",
          "Network that executors join: a name that agents know, or with Docker also bridge. Empty means their host's. Executors then serve at the address that they have in it, which others must reach.");

  /** Further parameters of Docker. */
  public static final ConfigKey<List<String>> DOCKER_PARAMETERS =
      Keys.list(
              "firesteel.mesos.container.docker-parameters",
              "",
              "Further options of docker run, such as cap-add=SYS_PTRACE; for the type docker.")
          .check(all -> all.stream().allMatch(each -> each.indexOf('=') > 0), "name=value");

  @Override
  public String title() {
    return "Mesos: containers";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(TYPE, IMAGE, FORCE_PULL, VOLUMES, NETWORK, DOCKER_PARAMETERS);
  }
}
