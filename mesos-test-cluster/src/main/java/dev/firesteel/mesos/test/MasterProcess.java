package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException;

/** A master whose agents are other processes. */
final class MasterProcess implements AutoCloseable {
  private final HttpServer server = HttpServer.start();
  private final ExecutorService threads = Threads.named("mesos-double-link");
  private final Loop loop = new Loop();
  private final Leadership leadership;
  private final Cluster cluster;
  private final RemoteAgents agents;

  /**
   * What it is to be.
   *
   * @param cluster its settings
   * @param endpoint where frameworks find it
   * @param forAgents where agents find it
   * @param directory where it keeps the registry
   * @param zooKeeper where it would be elected; it leads at once if empty
   * @param expired what to do once it leads no more according to ZooKeeper
   * @param agentTimeout an agent that is silent for longer is unreachable
   * @param log hears what agents do, and what frameworks do wrong
   */
  record Plan(
      ClusterPlan cluster,
      Endpoint endpoint,
      Endpoint forAgents,
      Path directory,
      Optional<String> zooKeeper,
      Runnable expired,
      Duration agentTimeout,
      Consumer<String> log) {}

  /** Starts one, and waits until it leads. */
  MasterProcess(Plan plan) throws IOException, InterruptedException {
    try {
      Registrar registrar =
          RegistryFile.at(Files.createDirectories(plan.directory()).resolve("registry"));
      ZooKeeperLeadership zooKeeper =
          plan.zooKeeper().isPresent()
              ? ZooKeeperLeadership.at(plan.zooKeeper().get(), plan.expired())
              : null;
      leadership = zooKeeper == null ? Leadership.nowhere() : zooKeeper;
      cluster =
          new Cluster(
              plan.cluster(),
              loop,
              server,
              List.of(plan.endpoint()),
              leadership,
              registrar,
              violation -> plan.log().accept("Violation: " + violation));
      MasterNode node = cluster.leader();
      leadership.joins(node.info());
      if (zooKeeper != null) {
        zooKeeper.awaitLead(node.info());
      }
      loop.run(() -> cluster.elect(node));
      agents =
          RemoteAgents.listen(cluster, plan.forAgents(), threads, plan.agentTimeout(), plan.log());
    } catch (KeeperException e) {
      throw new IOException("ZooKeeper does not tell which master leads", e);
    }
  }

  /** Where it listens for frameworks: {@code host:port}. */
  String address() {
    return loop.call(() -> cluster.leader().hostAndPort());
  }

  int agentPort() {
    return agents.port();
  }

  /** Goes in order; agents wait for another one. */
  @Override
  public void close() {
    agents.close();
    loop.run(() -> cluster.leader().kill());
    leadership.close();
    loop.close();
    Threads.end(threads);
    server.close();
  }
}
