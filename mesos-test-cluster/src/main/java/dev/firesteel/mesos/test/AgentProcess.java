package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.AgentEffect;
import dev.firesteel.mesos.test.agent.CheckpointDirectory;
import dev.firesteel.mesos.test.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * An agent whose master is another process. If its own dies, the next one with the same directory
 * goes on: with the agent's id, and the tasks of frameworks that checkpoint.
 */
final class AgentProcess implements AutoCloseable {
  private static final Duration UPDATE_RETRY = Duration.ofSeconds(10);

  private final HttpServer server = HttpServer.start();
  private final ExecutorService threads = Threads.named("mesos-double-link");
  private final Loop loop = new Loop();
  private final CheckpointDirectory checkpoints;
  private final AgentNode node;
  private final MasterLink link;

  /**
   * What it is to be.
   *
   * @param masters where it looks for a master that leads, in turn
   * @param directory for sandboxes and checkpoints
   * @param log hears what becomes of the link to a master
   */
  record Plan(
      List<MasterLink.Address> masters,
      Endpoint endpoint,
      AgentSpec spec,
      Path directory,
      Consumer<String> log) {}

  /** Starts one; it looks for a master from now on. */
  AgentProcess(Plan plan) throws IOException {
    Path directory = Files.createDirectories(plan.directory()).toAbsolutePath();
    checkpoints = CheckpointDirectory.in(directory.resolve("meta"));
    CompletableFuture<Consumer<AgentEffect>> toMaster = new CompletableFuture<>();
    node =
        new AgentNode(
            new AgentNode.Shared(loop, server, threads, UPDATE_RETRY.toMillis(), 0),
            new AgentNode.Place(plan.endpoint(), directory, checkpoints),
            plan.spec(),
            self -> new AgentFront(loop, self),
            effect -> toMaster.join().accept(effect));
    link = new MasterLink(loop, threads, plan.masters(), node, plan.log());
    toMaster.complete(link::send);
    loop.run(this::begin);
  }

  private void begin() {
    try {
      node.recover(checkpoints);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot recover the tasks of the last agent (remove its directory to forget them)", e);
    }
    link.connect();
  }

  String address() {
    return node.hostAndPort();
  }

  /** Goes in order: all its tasks end, it unregisters, and would come back as another one. */
  @Override
  public void close() {
    loop.run(
        () -> {
          link.unregister();
          node.killAll();
          node.close();
        });
    loop.close();
    Threads.end(threads);
    server.close();
    try {
      checkpoints.clear();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot forget the tasks of this agent", e);
    }
  }
}
