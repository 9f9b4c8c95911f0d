package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Volume;

/** Containers, as far as an agent without image store and without Docker has them. */
final class Images {
  private Images() {}

  /** Why this container cannot be had. */
  static Optional<String> wrong(TaskInfo task) {
    if (!task.hasContainer()) {
      return Optional.empty();
    }
    ContainerInfo container = task.getContainer();
    if (container.getType() == ContainerInfo.Type.DOCKER) {
      return Optional.of(
          "None of the enabled containerizers (mesos) could create a container for the provided"
              + " TaskInfo/ExecutorInfo message");
    }
    if (container.getMesos().hasImage()) {
      return Optional.of(
          "Failed to provision the image '"
              + container.getMesos().getImage().getDocker().getName()
              + "': no provisioner store for image type "
              + container.getMesos().getImage().getType());
    }
    return Optional.empty();
  }

  /** A volume of the host with a relative path is a link in the sandbox. */
  static void volumes(TaskInfo task, Path sandbox) throws IOException {
    for (Volume volume : task.getContainer().getVolumesList()) {
      Path path = Path.of(volume.getContainerPath());
      if (!path.isAbsolute() && volume.hasHostPath()) {
        Path link = sandbox.resolve(path);
        Files.createDirectories(link.toAbsolutePath().getParent());
        Files.createSymbolicLink(link, Path.of(volume.getHostPath()));
      }
    }
  }
}
