package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.AgentEffect;
import dev.firesteel.mesos.test.link.LinkConnection;
import dev.firesteel.mesos.test.link.LinkHealth;
import dev.firesteel.mesos.test.link.LinkMessage;
import dev.firesteel.mesos.test.master.ToAgent;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One link to an agent in another process, until it breaks: the agent registers anew over the next
 * one. Lives on the loop.
 *
 * <p>A link that breaks is an agent that is disconnected; one that is silent is an agent that
 * answers no pings. Once the master has given the agent up, a word of it ends the link, so that it
 * registers.
 */
final class RemoteAgent implements AgentLink {
  private final Cluster cluster;
  private final Duration timeout;
  private final LinkHealth health;
  private final LinkConnection connection;
  private final Consumer<String> log;
  private final Consumer<RemoteAgent> whenClosed;
  private String id = "";
  private boolean open = true;
  private boolean silent;
  private Future<?> timer;

  RemoteAgent(
      Cluster cluster,
      Socket socket,
      Executor threads,
      Duration timeout,
      Consumer<String> log,
      Consumer<RemoteAgent> whenClosed) {
    this.cluster = cluster;
    this.timeout = timeout;
    this.log = log;
    this.whenClosed = whenClosed;
    Loop loop = cluster.loop();
    health = new LinkHealth(timeout, loop.now());
    timer = loop.at(loop.now() + health.interval(), this::tick);
    connection =
        new LinkConnection(
            socket,
            threads,
            LinkConnection.Listener.on(loop::execute, this::received, this::closed));
    // An agent registers with a master that it hears: one that was frozen finds no old words.
    connection.send(new LinkMessage.Ping());
  }

  /** Ends the link if the agent has registered over another one since. */
  private boolean ended() {
    if (open && !id.isEmpty() && !cluster.leadsTo(id, this)) {
      open = false;
      connection.close();
    }
    return !open;
  }

  private void tick() {
    if (ended()) {
      return;
    }
    long now = cluster.loop().now();
    switch (health.tick(now)) {
      case WELL -> connection.send(new LinkMessage.Ping());
      case SILENT -> {
        connection.send(new LinkMessage.Ping());
        if (!silent && !id.isEmpty()) {
          silent = true;
          log.accept("Agent " + id + " is silent");
          var unused =
              cluster.lead(
                  master -> {
                    master.agentSilent(now, id, health.heardAt());
                    return true;
                  });
        }
      }
      case LOST -> {
        // Not disconnected: the master counts down already.
        open = false;
        log.accept("Agent " + id + " is silent for too long");
        connection.close();
        return;
      }
    }
    timer = cluster.loop().at(now + health.interval(), this::tick);
  }

  private void received(LinkMessage message) {
    if (ended()) {
      return;
    }
    health.heard(cluster.loop().now());
    if (silent) {
      silent = false;
      boolean registered =
          cluster.lead(master -> master.agentHeard(cluster.loop().now(), id)).orElse(false);
      log.accept("Agent " + id + (registered ? " answers" : " answers too late"));
      if (!registered) {
        connection.close();
        return;
      }
    }
    if (message instanceof LinkMessage.Register register) {
      log.accept(
          "Agent at "
              + register.facts().host()
              + ":"
              + register.facts().port()
              + " registers "
              + (register.agentId().isEmpty() ? "as a new one" : "as " + register.agentId())
              + " with "
              + register.tasks().size()
              + " tasks");
      cluster.register(this, register.agentId(), register.facts(), register.tasks());
    } else if (message instanceof LinkMessage.Update update) {
      cluster.fromAgent(
          new AgentEffect.Update(update.frameworkId(), update.status(), update.latest()));
    } else if (message instanceof LinkMessage.Breach breach) {
      cluster.fromAgent(new AgentEffect.Breach(breach.violation()));
    } else if (message instanceof LinkMessage.Unregister) {
      open = false;
      log.accept("Agent " + id + " goes");
      cluster.unregister(id);
      connection.close();
    }
  }

  private void closed() {
    timer.cancel(false);
    whenClosed.accept(this);
    if (open) {
      open = false;
      if (!id.isEmpty()) {
        log.accept("Agent " + id + " is disconnected");
      }
      cluster.disconnected(this, id);
    }
  }

  @Override
  public boolean linked() {
    return open;
  }

  @Override
  public void registeredAs(String agentId) {
    id = agentId;
    connection.send(new LinkMessage.Registered(agentId, timeout));
  }

  @Override
  public void receive(ToAgent message) {
    if (open) {
      connection.send(new LinkMessage.Tell(message));
    }
  }

  void close() {
    connection.close();
  }
}
