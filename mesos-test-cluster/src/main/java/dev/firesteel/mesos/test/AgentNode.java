package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.Agent;
import dev.firesteel.mesos.test.agent.AgentEffect;
import dev.firesteel.mesos.test.agent.CheckpointDirectory;
import dev.firesteel.mesos.test.agent.Checkpoints;
import dev.firesteel.mesos.test.agent.Containerizer;
import dev.firesteel.mesos.test.agent.Ending;
import dev.firesteel.mesos.test.agent.RunKey;
import dev.firesteel.mesos.test.agent.Sandboxes;
import dev.firesteel.mesos.test.http.HttpHandler;
import dev.firesteel.mesos.test.http.HttpServer;
import dev.firesteel.mesos.test.master.AgentFacts;
import dev.firesteel.mesos.test.master.ToAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One agent's place: its address, its link to the master, its processes. Lives on the loop. */
final class AgentNode implements AgentLink {
  private final Loop loop;
  private final AgentSpec spec;
  private final HttpServer server;
  private final HttpHandler handler;
  private final Agent agent;
  private final Sandboxes sandboxes;
  private final Containerizer containerizer;
  private final Consumer<AgentEffect> toMaster;
  private final Endpoint endpoint;
  private final Checkpoints checkpoints;
  private final long launchDelay;
  private HttpServer.Listener listener;
  private boolean up = true;
  private boolean partitioned;
  private boolean registered;
  private @Nullable Future<?> timer;

  /** Makes the handler of a node. */
  interface Fronts {
    HttpHandler of(AgentNode node);
  }

  /** What all agents of a cluster share. */
  record Shared(
      Loop loop, HttpServer server, Executor workers, long updateRetry, long launchDelay) {}

  /**
   * What is one agent's own.
   *
   * @param wanted where it listens
   * @param directory for sandboxes
   * @param checkpoints what another process that continues it finds
   */
  record Place(Endpoint wanted, Path directory, Checkpoints checkpoints) {}

  AgentNode(
      Shared shared, Place place, AgentSpec spec, Fronts fronts, Consumer<AgentEffect> toMaster) {
    this.loop = shared.loop();
    this.spec = spec;
    this.server = shared.server();
    this.launchDelay = shared.launchDelay();
    this.toMaster = toMaster;
    this.checkpoints = place.checkpoints();
    this.handler = fronts.of(this);
    this.listener = server.listen(place.wanted().socketAddress(), handler);
    this.endpoint = place.wanted().withPort(listener.address().getPort());
    this.agent = new Agent(endpoint.ip(), shared.updateRetry(), UUID::randomUUID);
    this.sandboxes = new Sandboxes(place.directory());
    this.containerizer =
        new Containerizer(
            sandboxes,
            endpoint.pid(),
            shared.workers(),
            checkpoints,
            new Containerizer.Listener() {
              @Override
              public void started(RunKey run, long pid) {
                loop.execute(
                    () -> {
                      agent.started(loop.now(), run, pid);
                      apply();
                    });
              }

              @Override
              public void ended(RunKey run, Ending ending) {
                loop.execute(
                    () -> {
                      agent.ended(loop.now(), run, ending);
                      apply();
                    });
              }
            });
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** It goes on where the agent of these checkpoints ended; to be called before anything else. */
  void recover(CheckpointDirectory from) throws IOException {
    from.recover(loop.now(), agent, containerizer);
    apply();
  }

  String hostAndPort() {
    return endpoint.toString();
  }

  AgentSpec spec() {
    return spec;
  }

  Agent agent() {
    return agent;
  }

  Sandboxes sandboxes() {
    return sandboxes;
  }

  AgentFacts facts() {
    return new AgentFacts(
        endpoint.host(),
        endpoint.ip(),
        endpoint.port(),
        spec.resources(),
        spec.attributes(),
        spec.domain());
  }

  boolean up() {
    return up;
  }

  @Override
  public boolean linked() {
    return up && !partitioned && registered;
  }

  boolean reachable() {
    return up && !partitioned;
  }

  void partitioned(boolean now) {
    partitioned = now;
  }

  void registered(boolean now) {
    registered = now;
  }

  @Override
  public void registeredAs(String agentId) {
    agent.registeredAs(agentId);
    registered = true;
    agent.resendAll(loop.now());
    apply();
  }

  @Override
  public void receive(ToAgent message) {
    if (linked()) {
      agent.receive(loop.now(), message);
      apply();
    }
  }

  /** Does what the agent wants done. */
  void apply() {
    checkpoints.save(agent);
    for (AgentEffect effect : agent.effects()) {
      if (effect instanceof AgentEffect.Launch launch) {
        String id = agent.id();
        var unused = loop.at(loop.now() + launchDelay, () -> containerizer.launch(id, launch));
      } else if (effect instanceof AgentEffect.Terminate terminate) {
        containerizer.terminate(terminate.run());
      } else if (effect instanceof AgentEffect.Destroy destroy) {
        containerizer.destroy(destroy.run());
      } else {
        toMaster.accept(effect);
      }
    }
    schedule();
  }

  private void schedule() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    long next = agent.nextTick();
    if (up && next != Long.MAX_VALUE) {
      timer =
          loop.at(
              next,
              () -> {
                agent.tick(loop.now());
                apply();
              });
    }
  }

  /** Its process dies; what checkpoints runs on. */
  void kill() {
    up = false;
    registered = false;
    listener.close();
    agent.forgetUncheckpointed();
    apply();
  }

  /** Its process ends, and all tasks with it. */
  void killAll() {
    kill();
    agent.forgetAll();
    apply();
  }

  void restart() {
    listener = server.listen(endpoint.socketAddress(), handler);
    up = true;
    apply();
  }

  boolean destroy(String taskId) {
    for (RunKey run : agent.containers().keySet()) {
      if (run.taskId().equals(taskId)) {
        containerizer.destroy(run);
        return true;
      }
    }
    return false;
  }

  void close() {
    containerizer.close();
    if (up) {
      listener.close();
    }
  }
}
