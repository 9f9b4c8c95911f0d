package dev.firesteel.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ContainerNetwork.Ipam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/** One host of the cluster. What can happen to a host can be made to happen to it. */
public final class Node {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long CPU_PERIOD_MICROS = 100_000;

  private final String name;
  private final String address;
  private final String networkId;
  private final GenericContainer<?> container;
  private final AtomicInteger commands = new AtomicInteger();

  Node(String name, String address, String networkId, GenericContainer<?> container) {
    this.name = name;
    this.address = address;
    this.networkId = networkId;
    this.container = container;
  }

  /** Its host name, by which the others know it. */
  public String name() {
    return name;
  }

  /** Its address, the same for its whole life. */
  public String address() {
    return address;
  }

  /** Runs a command there for at most two minutes and awaits its end. */
  public Result run(String... command) {
    return run(LIMIT, command);
  }

  /** Runs a command there; exit code 124 says that it was ended after the limit. */
  public Result run(Duration limit, String... command) {
    String[] limited =
        Stream.concat(
                Stream.of("timeout", "-k", "5", Long.toString(limit.toSeconds())),
                Stream.of(command))
            .toArray(String[]::new);
    try {
      ExecResult result = container.execInContainer(limited);
      return new Result(result.getExitCode(), result.getStdout(), result.getStderr());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + List.of(command) + " on " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + List.of(command) + " ran", e);
    }
  }

  /** Starts a command there that goes on by itself. */
  public Running start(String... command) {
    return Running.start(this, "/tmp/command-" + commands.incrementAndGet(), command);
  }

  /** Starts, stops (SIGTERM) or kills (SIGKILL) a daemon of its, such as {@code datanode}. */
  public void daemon(String verb, String daemon) {
    run("daemon", verb, daemon).orFail();
  }

  /** A file's text; empty if it is not there. */
  public String text(String path) {
    return run("bash", "-c", "cat \"$0\" 2>/dev/null || true", path).orFail().out();
  }

  /** Process id and command line of each JVM that runs there. */
  public List<String> jvms() {
    return run(
            "bash",
            "-c",
            "for p in /proc/[0-9]*; do c=$(tr '\\0' ' ' <$p/cmdline 2>/dev/null) || continue;"
                + " case $c in java\\ * | */bin/java\\ *) echo \"${p#/proc/} $c\" ;; esac; done")
        .orFail()
        .out()
        .lines()
        .toList();
  }

  /** Freezes all its processes. */
  public void pause() {
    client().pauseContainerCmd(id()).exec();
  }

  /** Lets them go on. */
  public void resume() {
    client().unpauseContainerCmd(id()).exec();
  }

  /** Pulls its network cable. */
  public void cut() {
    client().disconnectFromNetworkCmd().withNetworkId(networkId).withContainerId(id()).exec();
  }

  /** Plugs it in again. */
  public void reconnect() {
    client()
        .connectToNetworkCmd()
        .withNetworkId(networkId)
        .withContainerId(id())
        .withContainerNetwork(
            new ContainerNetwork()
                .withAliases(name)
                .withIpamConfig(new Ipam().withIpv4Address(address)))
        .exec();
  }

  /** Gives its processes this share of a core's time, such as 0.2; 0 means all they can get. */
  public void limitCpus(double cores) {
    long quota = cores == 0 ? -1 : Math.round(cores * CPU_PERIOD_MICROS);
    client().updateContainerCmd(id()).withCpuPeriod(CPU_PERIOD_MICROS).withCpuQuota(quota).exec();
  }

  /** Cuts its power: its processes end, and nobody is told by a last packet. */
  public void kill() {
    cut();
    client().killContainerCmd(id()).exec();
  }

  /** Whether it has power. */
  public boolean runs() {
    return container.isRunning();
  }

  /** Switches it on again: its daemons start. Workers have lost what they had on disk. */
  public void restart() {
    reconnect();
    client().startContainerCmd(id()).exec();
  }

  /** Copies a file of this machine there. */
  public void copy(Path file, String to) {
    container.copyFileToContainer(org.testcontainers.utility.MountableFile.forHostPath(file), to);
  }

  String id() {
    return container.getContainerId();
  }

  private DockerClient client() {
    return container.getDockerClient();
  }
}
