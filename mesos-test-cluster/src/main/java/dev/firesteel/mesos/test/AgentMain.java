package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.resources.ResourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs an agent until the JVM is ended; its master is another process ({@link MasterMain}), also on
 * another host. SIGTERM ends it in order, with all its tasks. If it is killed, one that is started
 * with the same directory goes on with its tasks.
 */
public final class AgentMain {
  private static final int PORT = 5055;

  private static final String USAGE =
      """
      Usage: --master HOST:PORT[,HOST:PORT...] --host HOST --directory DIRECTORY [--port 5055]
             [--resources 'cpus:4;mem:4096;ports:[31000-32000];cpus(role):2'] [--attributes rack:r1]
      The master's port is its port for agents, 5051; HOST is a name or an address of this machine,
      at which it listens and which others are told; DIRECTORY is for sandboxes and what is to be
      known if the agent dies; the port may be 0 for any that is free, if it need not come back""";

  private AgentMain() {}

  /** Options, each with a value. */
  public static void main(String[] arguments) throws InterruptedException {
    HostProgram.run(arguments, USAGE, words -> run(plan(words)));
  }

  private static void run(AgentProcess.Plan plan) throws IOException {
    // A master's name that was not found while the network was cut is looked up again soon.
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
    AgentProcess agent = new AgentProcess(plan);
    Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "close"));
    System.out.println("An agent of a double of Mesos listens at " + agent.address());
  }

  private static AgentProcess.Plan plan(List<String> arguments) throws IOException {
    Options options =
        Options.of(
            arguments,
            Set.of("--master", "--host", "--directory", "--port", "--resources", "--attributes"));
    List<MasterLink.Address> masters =
        Stream.of(options.required("--master").split(","))
            .map(each -> Options.address("--master", each))
            .toList();
    String host = options.required("--host");
    AgentSpec spec =
        new AgentSpec(
            Optional.of(host),
            options
                .text("--resources")
                .map(ResourceText::resources)
                .orElse(AgentSpec.standard().resources()),
            options.text("--attributes").map(ResourceText::attributes).orElse(List.of()),
            Optional.empty());
    return new AgentProcess.Plan(
        masters,
        Endpoint.of(host, options.number("--port", PORT)),
        spec,
        Path.of(options.required("--directory")),
        line -> System.out.println(Instant.now() + " " + line));
  }
}
