package dev.firesteel.containers;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A network of the engine with fixed addresses, and the hosts on it. Addresses are fixed because a
 * host that comes back has the address it had.
 */
final class Lan implements AutoCloseable {
  /** Where its subnet may lie: 10.X.Y.0/24. */
  private static final int FIRST = 201;

  private static final int TRIES = 40;
  private static final List<String> HOSTS =
      List.of("head", "worker1", "worker2", "worker3", "edge");
  private static final int FIRST_HOST = 10;
  private static final String DATA_LIMIT = "size=1g";

  private final Engine engine;
  private final String id;
  private final String prefix;
  private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();

  Lan(Engine engine) {
    this.engine = engine;
    String made = null;
    String at = "";
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < TRIES && made == null; i++) {
      at = "10." + FIRST + "." + (ProcessHandle.current().pid() + i) % 250 + ".";
      try {
        made =
            engine
                .client()
                .createNetworkCmd()
                .withName("firesteel-" + at + "0")
                .withLabels(owner())
                .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(at + "0/24")))
                .exec()
                .getId();
      } catch (DockerException e) {
        failures.add(String.valueOf(e.getMessage())); // the next subnet may be free
      }
    }
    if (made == null) {
      throw new IllegalStateException("Cannot make a network for the hosts: " + failures);
    }
    this.id = made;
    this.prefix = at;
  }

  private static Map<String, String> owner() {
    return Map.of(Engine.LABEL, Long.toString(ProcessHandle.current().pid()));
  }

  private String address(String host) {
    return prefix + (FIRST_HOST + HOSTS.indexOf(host));
  }

  /** The engine's machine, as hosts see it. */
  String gateway() {
    return prefix + "1";
  }

  /** Starts a host of a cluster of such a shape, with these of its daemons. */
  Node host(String image, String name, Shape shape, List<String> daemons) {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withImagePullPolicy(never -> false)
            .withLabels(owner())
            .withEnv(shape.environment())
            .withEnv("RACKS", racks())
            .withEnv("RACK", ContainerCluster.RACKS.getOrDefault(name, ""))
            .withCommand(daemons.toArray(String[]::new))
            .withCreateContainerCmdModifier(
                command -> {
                  command.withHostName(name).withAliases(name).withIpv4Address(address(name));
                  command.getHostConfig().withNetworkMode(id);
                });
    if (name.startsWith("worker")) {
      container.withTmpFs(Map.of("/data", DATA_LIMIT));
    }
    if (shape.isSecured()) {
      // Principals have their hosts' names; the engine's DNS tells longer ones for their addresses.
      HOSTS.stream()
          .filter(other -> !other.equals(name))
          .forEach(other -> container.withExtraHost(other, address(other)));
    }
    containers.put(name, container);
    container.start();
    return new Node(name, address(name), id, container);
  }

  private String racks() {
    return ContainerCluster.RACKS.entrySet().stream()
        .flatMap(
            worker ->
                Stream.of(worker.getKey(), address(worker.getKey()))
                    .map(host -> host + "=/" + worker.getValue()))
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** Copies the daemons' logs of every host that was started. */
  void keepLogs(Path directory) {
    containers.forEach(
        (name, container) -> {
          try {
            Path to = Files.createDirectories(directory).resolve(name + "-logs.tar");
            try (InputStream logs =
                engine
                    .client()
                    .copyArchiveFromContainerCmd(container.getContainerId(), "/var/log/node")
                    .exec()) {
              Files.copy(logs, to, StandardCopyOption.REPLACE_EXISTING);
            }
          } catch (IOException | DockerException e) {
            System.err.println("Cannot keep the logs of " + name + ": " + e.getMessage());
          }
        });
  }

  @Override
  public void close() {
    containers.values().forEach(GenericContainer::stop);
    engine.client().removeNetworkCmd(id).exec();
  }
}
