package dev.firesteel.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The engine for containers on this machine, and the image that all hosts are built upon. */
final class Engine {
  /** Every container and network of these tests bears it, with the process id of its test JVM. */
  static final String LABEL = "dev.firesteel.container-tests";

  /** Set to true where a missing engine shall be a failure. */
  private static final String REQUIRED = "containers.required";

  private static final String NAMED = "FIRESTEEL_TEST_BASE_IMAGE";
  private static final String OWN = "firesteel-base:bookworm";
  private static final String PUBLIC = "eclipse-temurin:17-jre";
  private static final Duration PULL_LIMIT = Duration.ofMinutes(5);

  private final String base;

  private Engine(String base) {
    this.base = base;
  }

  /** What was found: an engine, or the reason why there is none and what to do. */
  record Found(Optional<Engine> engine, String reason) {}

  /**
   * Looks for an engine that answers, and for a base image.
   *
   * @throws IllegalStateException if there is none and {@code containers.required} is set
   */
  static Found find() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return missing(
          "no engine for containers answers (install Docker and start its daemon; as root on Debian:"
              + " apt-get install docker.io, dockerd &)");
    }
    DockerClient client = DockerClientFactory.lazyClient();
    String named = System.getenv(NAMED);
    for (String image : named == null ? List.of(OWN, PUBLIC) : List.of(named)) {
      if (isHere(client, image)) {
        return new Found(Optional.of(new Engine(image)), "");
      }
    }
    String wanted = named == null ? PUBLIC : named;
    Optional<String> failure = pull(client, wanted);
    if (failure.isEmpty()) {
      return new Found(Optional.of(new Engine(wanted)), "");
    }
    return missing(
        "there is no base image: '"
            + wanted
            + "' cannot be pulled, "
            + failure.get()
            + " (run container-tests/base-image, which makes "
            + OWN
            + " of Debian's packages, or name an image that has bash and a JRE 17 by "
            + NAMED
            + ")");
  }

  private static Found missing(String reason) {
    if (Boolean.getBoolean(REQUIRED)) {
      throw new IllegalStateException("Container tests are required here, but " + reason);
    }
    return new Found(Optional.empty(), reason);
  }

  private static boolean isHere(DockerClient client, String image) {
    try {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static Optional<String> pull(DockerClient client, String image) {
    try {
      client.pullImageCmd(image).start().awaitCompletion(PULL_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return isHere(client, image)
        ? Optional.empty()
        : Optional.of("it did not come in " + PULL_LIMIT.toMinutes() + " minutes");
  }

  String base() {
    return base;
  }

  DockerClient client() {
    return DockerClientFactory.lazyClient();
  }

  /** Removes what test JVMs left that were killed. */
  void sweep() {
    for (Container each :
        client().listContainersCmd().withShowAll(true).withLabelFilter(List.of(LABEL)).exec()) {
      if (isOrphan(each.getLabels().get(LABEL))) {
        client().removeContainerCmd(each.getId()).withForce(true).withRemoveVolumes(true).exec();
      }
    }
    for (Network each : client().listNetworksCmd().withFilter("label", List.of(LABEL)).exec()) {
      if (isOrphan(each.getLabels().get(LABEL))) {
        client().removeNetworkCmd(each.getId()).exec();
      }
    }
  }

  private static boolean isOrphan(String owner) {
    return ProcessHandle.of(Long.parseLong(owner)).isEmpty();
  }
}
