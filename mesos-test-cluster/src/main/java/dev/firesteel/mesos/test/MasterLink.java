package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.AgentEffect;
import dev.firesteel.mesos.test.link.LinkConnection;
import dev.firesteel.mesos.test.link.LinkHealth;
import dev.firesteel.mesos.test.link.LinkMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent's way to a master in another process: it connects, registers with what it has once it
 * hears the master, and does so again whenever the link breaks or is silent for too long. Lives on
 * the loop.
 */
final class MasterLink {
  private static final long FIRST_PAUSE = 100;
  private static final long LONGEST_PAUSE = 2_000;

  private static final int CONNECT_MILLIS = 5_000;

  private final Loop loop;
  private final Executor threads;
  private final List<Address> masters;
  private final AgentNode node;
  private final Consumer<String> log;

  /** Until a master has said what it counts with. */
  private Duration timeout = Duration.ofSeconds(10);

  private long attempts;
  private long pause = FIRST_PAUSE;
  private boolean ended;
  private @Nullable Link link;

  /** Where a master may be; its name is looked up at each attempt. */
  record Address(String host, int port) {}

  /**
   * Creates one that does nothing yet.
   *
   * @param threads on which may be waited for the master
   * @param masters at least one; they are tried in turn
   * @param log hears on the loop what becomes of the link
   */
  MasterLink(
      Loop loop, Executor threads, List<Address> masters, AgentNode node, Consumer<String> log) {
    this.loop = loop;
    this.threads = threads;
    this.masters = List.copyOf(masters);
    this.node = node;
    this.log = log;
  }

  void connect() {
    if (ended) {
      return;
    }
    Address master = masters.get((int) (attempts++ % masters.size()));
    threads.execute(
        () -> {
          Socket socket = new Socket();
          try {
            socket.connect(new InetSocketAddress(master.host(), master.port()), CONNECT_MILLIS);
            loop.execute(() -> connected(socket));
          } catch (IOException e) {
            closeQuietly(socket);
            loop.execute(this::connectLater);
          }
        });
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It never was open.
    }
  }

  private void connectLater() {
    var unused = loop.at(loop.now() + pause, this::connect);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  private void connected(Socket socket) {
    if (ended) {
      closeQuietly(socket);
      return;
    }
    link = new Link(socket);
  }

  /** What the agent wants the master to know; lost while there is none. */
  void send(AgentEffect effect) {
    Link to = link;
    if (to == null || !node.linked()) {
      return;
    }
    if (effect instanceof AgentEffect.Update update) {
      to.connection.send(
          new LinkMessage.Update(update.frameworkId(), update.status(), update.latest()));
    } else if (effect instanceof AgentEffect.Breach breach) {
      to.connection.send(new LinkMessage.Breach(breach.violation()));
    }
  }

  /** The agent goes, and says so if a master is there. */
  void unregister() {
    ended = true;
    Link last = link;
    if (last != null) {
      last.connection.send(new LinkMessage.Unregister());
      last.connection.finish();
    }
  }

  /** One connection. */
  private final class Link {
    private final LinkConnection connection;
    private LinkHealth health = new LinkHealth(timeout, loop.now());
    private Future<?> timer;
    private boolean greeted;

    private Link(Socket socket) {
      timer = loop.at(loop.now() + health.interval(), this::tick);
      connection =
          new LinkConnection(
              socket,
              threads,
              LinkConnection.Listener.on(loop::execute, this::received, this::closed));
    }

    private void tick() {
      if (health.tick(loop.now()) == LinkHealth.State.LOST) {
        log.accept("The master is silent for too long");
        connection.close();
      } else {
        connection.send(new LinkMessage.Ping());
        timer = loop.at(loop.now() + health.interval(), this::tick);
      }
    }

    private void received(LinkMessage message) {
      if (link != this) {
        return;
      }
      health.heard(loop.now());
      if (!greeted) {
        greeted = true;
        connection.send(
            new LinkMessage.Register(node.agent().id(), node.facts(), node.agent().tasks()));
      }
      if (message instanceof LinkMessage.Registered registered) {
        pause = FIRST_PAUSE;
        timer.cancel(false);
        timeout = registered.timeout();
        health = new LinkHealth(timeout, loop.now());
        timer = loop.at(loop.now() + health.interval(), this::tick);
        log.accept("Registered as " + registered.agentId());
        node.registeredAs(registered.agentId());
      } else if (message instanceof LinkMessage.Tell tell) {
        node.receive(tell.message());
      }
    }

    private void closed() {
      timer.cancel(false);
      if (link == this) {
        link = null;
        log.accept("The link to the master is no more");
        node.registered(false);
        connectLater();
      }
    }
  }
}
