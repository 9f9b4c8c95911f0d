package dev.firesteel.mesos.test;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Where agents of other processes find a leading master. */
final class RemoteAgents implements AutoCloseable {
  private final Cluster cluster;
  private final ServerSocket server;
  private final Executor threads;
  private final Duration timeout;
  private final Consumer<String> log;

  /** Lives on the loop. */
  private final Set<RemoteAgent> links = new HashSet<>();

  private RemoteAgents(
      Cluster cluster,
      ServerSocket server,
      Executor threads,
      Duration timeout,
      Consumer<String> log) {
    this.cluster = cluster;
    this.server = server;
    this.threads = threads;
    this.timeout = timeout;
    this.log = log;
  }

  /**
   * Listens.
   *
   * @param threads on which may be waited for others
   * @param timeout an agent that is silent for longer is given up
   * @param log hears on the loop what agents do
   */
  static RemoteAgents listen(
      Cluster cluster, Endpoint endpoint, Executor threads, Duration timeout, Consumer<String> log)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(endpoint.socketAddress(), 256);
    } catch (IOException e) {
      server.close();
      throw new IOException("Cannot listen for agents at " + endpoint, e);
    }
    RemoteAgents agents = new RemoteAgents(cluster, server, threads, timeout, log);
    threads.execute(agents::accept);
    return agents;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        cluster.loop().execute(() -> add(socket));
      } catch (IOException e) {
        // It is closed, or the other side went away before it was accepted.
      }
    }
  }

  private void add(Socket socket) {
    links.add(new RemoteAgent(cluster, socket, threads, timeout, log, links::remove));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Then nobody can come either.
    }
    cluster.loop().run(() -> Set.copyOf(links).forEach(RemoteAgent::close));
  }
}
