package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.DockerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.MesosInfo;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Parameter;
import org.apache.mesos.v1.Protos.Volume;

/** In which containers executors run. */
final class ContainerInfos {
  private static final Pattern VOLUME = Pattern.compile("(/[^:]*):(/[^:]*)(?::(ro|rw))?");

  private ContainerInfos() {}

  static boolean isVolume(String text) {
    return VOLUME.matcher(text).matches();
  }

  /**
   * The container that the settings say; empty if it is not told from the agent's own surroundings.
   *
   * @throws FiresteelException if they contradict each other
   */
  static Optional<ContainerInfo> of(Config config) {
    String image = config.get(ContainerKeys.IMAGE).strip();
    String network = config.get(ContainerKeys.NETWORK).strip();
    ContainerInfo.Builder container = ContainerInfo.newBuilder();
    config.get(ContainerKeys.VOLUMES).forEach(each -> container.addVolumes(volume(each)));
    if (config.get(ContainerKeys.TYPE) == Containerizer.DOCKER) {
      if (image.isEmpty()) {
        throw new FiresteelException(
            ErrorCategory.CONFIGURATION,
            "Cannot run executors in Docker's containers without an image (set "
                + ContainerKeys.IMAGE
                + ")");
      }
      return Optional.of(docker(container, image, network, config));
    }
    container.setType(ContainerInfo.Type.MESOS);
    if (!image.isEmpty()) {
      container.setMesos(
          MesosInfo.newBuilder()
              .setImage(
                  Image.newBuilder()
                      .setType(Image.Type.DOCKER)
                      .setDocker(Image.Docker.newBuilder().setName(image))
                      .setCached(!config.get(ContainerKeys.FORCE_PULL))));
    }
    if (hasOwnNetwork(config)) {
      container.addNetworkInfos(NetworkInfo.newBuilder().setName(network));
    }
    boolean own =
        image.isEmpty()
            && container.getNetworkInfosCount() == 0
            && container.getVolumesCount() == 0;
    return own ? Optional.empty() : Optional.of(container.build());
  }

  /** Whether executors have an address of their own. */
  static boolean hasOwnNetwork(Config config) {
    String network = config.get(ContainerKeys.NETWORK).strip();
    return !network.isEmpty() && !network.equals("host");
  }

  private static ContainerInfo docker(
      ContainerInfo.Builder container, String image, String network, Config config) {
    DockerInfo.Builder docker =
        DockerInfo.newBuilder()
            .setImage(image)
            .setForcePullImage(config.get(ContainerKeys.FORCE_PULL));
    switch (network) {
      case "", "host" -> docker.setNetwork(DockerInfo.Network.HOST);
      case "bridge" -> docker.setNetwork(DockerInfo.Network.BRIDGE);
      default -> {
        docker.setNetwork(DockerInfo.Network.USER);
        container.addNetworkInfos(NetworkInfo.newBuilder().setName(network));
      }
    }
    for (String each : config.get(ContainerKeys.DOCKER_PARAMETERS)) {
      int equal = each.indexOf('=');
      docker.addParameters(
          Parameter.newBuilder()
              .setKey(each.substring(0, equal))
              .setValue(each.substring(equal + 1)));
    }
    return container.setType(ContainerInfo.Type.DOCKER).setDocker(docker).build();
  }

  private static Volume volume(String text) {
    Matcher volume = VOLUME.matcher(text);
    if (!volume.matches()) {
      throw new IllegalArgumentException(text);
    }
    return Volume.newBuilder()
        .setHostPath(volume.group(1))
        .setContainerPath(volume.group(2))
        .setMode("ro".equals(volume.group(3)) ? Volume.Mode.RO : Volume.Mode.RW)
        .build();
  }
}
