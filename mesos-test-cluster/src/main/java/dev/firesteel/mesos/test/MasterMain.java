package dev.firesteel.mesos.test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Runs a master until the JVM is ended; its agents are other processes ({@link AgentMain}), also on
 * other hosts. Once it leads it prints a line that says where.
 */
public final class MasterMain {
  private static final int PORT = 5050;
  private static final int AGENT_PORT = 5051;
  private static final int AGENT_TIMEOUT_MILLIS = 10_000;
  private static final int ALLOCATION_MILLIS = 1_000;

  /** After four pings of a fifth of the time, and the wait for the first. */
  private static final int PINGS = 4;

  private static final String USAGE =
      """
      Usage: --host HOST --directory DIRECTORY [--port 5050] [--agent-port 5051]
             [--zk HOST:PORT/PATH] [--agent-timeout-ms 10000] [--allocation-interval-ms 1000]
             [--roles ROLE,...] [--registry replicated|in_memory]
      HOST is a name or an address of this machine, at which it listens and which others are told;
      DIRECTORY is where it keeps who its agents are; ports may be 0 for any that is free""";

  private MasterMain() {}

  /** Options, each with a value. */
  public static void main(String[] arguments) throws InterruptedException {
    HostProgram.run(arguments, USAGE, words -> run(plan(words)));
  }

  private static void run(MasterProcess.Plan plan) throws IOException, InterruptedException {
    MasterProcess master = new MasterProcess(plan);
    Runtime.getRuntime().addShutdownHook(new Thread(master::close, "close"));
    System.out.println(
        "A double of Mesos listens at mesos://"
            + master.address()
            + ", for agents at "
            + plan.forAgents().withPort(master.agentPort()));
  }

  private static MasterProcess.Plan plan(List<String> arguments) throws IOException {
    Options options =
        Options.of(
            arguments,
            Set.of(
                "--host",
                "--directory",
                "--port",
                "--agent-port",
                "--zk",
                "--agent-timeout-ms",
                "--allocation-interval-ms",
                "--roles",
                "--registry"));
    Duration timeout =
        Duration.ofMillis(options.number("--agent-timeout-ms", AGENT_TIMEOUT_MILLIS));
    String host = options.required("--host");
    ClusterBuilder builder =
        MesosTestCluster.builder()
            .agentPings(timeout.dividedBy(PINGS + 1), PINGS)
            .allocationInterval(
                Duration.ofMillis(options.number("--allocation-interval-ms", ALLOCATION_MILLIS)))
            .registry(registry(options.text("--registry").orElse("replicated")));
    options.text("--roles").ifPresent(roles -> builder.roles(roles.split(",")));
    return new MasterProcess.Plan(
        builder.plan(),
        Endpoint.of(host, options.number("--port", PORT)),
        Endpoint.of(host, options.number("--agent-port", AGENT_PORT)),
        Path.of(options.required("--directory")),
        options.text("--zk"),
        MasterMain::expired,
        timeout,
        line -> System.out.println(Instant.now() + " " + line));
  }

  private static Registry registry(String name) {
    return switch (name) {
      case "replicated" -> Registry.REPLICATED;
      case "in_memory" -> Registry.IN_MEMORY;
      default ->
          throw new IllegalArgumentException(
              "Option --registry needs replicated or in_memory, not '" + name + "'");
    };
  }

  private static void expired() {
    System.err.println("Its session with ZooKeeper has expired: it leads no more, and ends");
    Runtime.getRuntime().halt(HostProgram.FAILED);
  }
}
