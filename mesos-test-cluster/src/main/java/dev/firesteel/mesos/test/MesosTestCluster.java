package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.Container;
import dev.firesteel.mesos.test.agent.RunKey;
import dev.firesteel.mesos.test.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;

/**
 * A double of a Mesos cluster on loopback: a master, and agents that run real processes in real
 * sandboxes. It speaks the v1 scheduler HTTP API as a recorded Mesos 1.12 does, and records what a
 * framework does wrong.
 *
 * <p>Agents are numbered from 0. Safe for use by several threads. {@link #close} leaves no process,
 * port, thread or file.
 */
public final class MesosTestCluster implements AutoCloseable {
  private final ClusterPlan plan;
  private final Path directory;
  private final HttpServer server;
  private final ExecutorService workers;
  private final Loop loop;
  private final Leadership leadership;
  private final Cluster cluster;

  /** Lives on the loop. */
  private final List<Violation> violations = new ArrayList<>();

  private boolean closed;

  private MesosTestCluster(ClusterPlan plan) throws IOException {
    this.plan = plan;
    this.directory =
        plan.directory().isPresent()
            ? Files.createDirectories(plan.directory().get().toAbsolutePath())
            : Files.createTempDirectory("mesos-double");
    this.server = HttpServer.start();
    this.workers = Threads.named("mesos-double-worker");
    this.loop = new Loop();
    try {
      this.leadership =
          plan.election() == ClusterPlan.Election.ZOOKEEPER
              ? ZooKeeperLeadership.start(directory.resolve("zookeeper"))
              : Leadership.nowhere();
      this.cluster =
          new Cluster(
              plan,
              loop,
              server,
              Collections.nCopies(1 + plan.standbys(), Endpoint.literal("127.0.0.1", 0)),
              leadership,
              Registrar.inMemory(),
              violations::add);
      cluster.addAgents(
          new AgentNode.Shared(
              loop, server, workers, plan.updateRetry().toMillis(), plan.launchDelay().toMillis()),
          directory);
    } catch (IOException | RuntimeException e) {
      loop.close();
      workers.shutdownNow();
      server.close();
      remove();
      throw e;
    }
  }

  /** What it is to be; one standard agent if nothing else is said. */
  public static ClusterBuilder builder() {
    return new ClusterBuilder();
  }

  static MesosTestCluster start(ClusterPlan plan) {
    try {
      MesosTestCluster started = new MesosTestCluster(plan);
      started.loop.run(started.cluster::begin);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the directory of the cluster", e);
    }
  }

  /** The leading master, or the one that led last: {@code host:port}. */
  public String master() {
    return loop.call(() -> cluster.leader().hostAndPort());
  }

  /** All masters, dead ones too: {@code host:port}. */
  public List<String> masters() {
    return loop.call(() -> cluster.masters().stream().map(MasterNode::hostAndPort).toList());
  }

  /** Where the leader is written: {@code zk://host:port/mesos}; empty without ZooKeeper. */
  public Optional<String> zooKeeper() {
    return leadership.address();
  }

  /** The address of an agent's endpoints: {@code host:port}. */
  public String agent(int agent) {
    return loop.call(() -> cluster.agent(agent).hostAndPort());
  }

  /**
   * Kills an agent (as {@code kill -9}): its connection to the master breaks at once. Tasks of
   * frameworks that do not checkpoint end; the others' run on and wait for it.
   */
  public void killAgent(int agent) {
    goes(agent, AgentNode::kill);
  }

  /** The machine of an agent dies: as {@link #killAgent}, and all its tasks die. */
  public void killHost(int agent) {
    goes(agent, AgentNode::killAll);
  }

  private void goes(int agent, Consumer<AgentNode> how) {
    loop.run(
        () -> {
          AgentNode node = up(agent);
          boolean linked = node.linked();
          how.accept(node);
          if (linked) {
            var unused =
                cluster.lead(
                    master -> {
                      master.agentDisconnected(loop.now(), node.agent().id());
                      return true;
                    });
          }
        });
  }

  private AgentNode up(int agent) {
    AgentNode node = cluster.agent(agent);
    if (!node.up()) {
      throw new IllegalStateException("Agent " + agent + " does not run (restart it)");
    }
    return node;
  }

  /** Starts a killed agent again; it recovers what runs, and registers with its id. */
  public void restartAgent(int agent) {
    loop.run(
        () -> {
          AgentNode node = cluster.agent(agent);
          if (node.up()) {
            throw new IllegalStateException("Agent " + agent + " runs (kill it first)");
          }
          node.restart();
          cluster.registerLater(node);
        });
  }

  /** Shuts an agent down in order: its tasks end and it unregisters. */
  public void shutDownAgent(int agent) {
    loop.run(
        () -> {
          AgentNode node = up(agent);
          boolean linked = node.linked();
          String id = node.agent().id();
          node.killAll();
          if (linked) {
            var unused =
                cluster.lead(
                    master -> {
                      master.unregister(loop.now(), id);
                      return true;
                    });
          }
          cluster.forget(node);
        });
  }

  /**
   * Plans the maintenance of an agent that is registered: its offers are rescinded, new ones say
   * so, and frameworks that have something there get inverse offers. Nothing happens to the agent;
   * shut it down when the time has come. Another master does not know of it.
   */
  public void scheduleMaintenance(int agent, Instant start, Duration length) {
    plan(
        agent,
        Optional.of(
            Unavailability.newBuilder()
                .setStart(nanoseconds(start))
                .setDuration(DurationInfo.newBuilder().setNanoseconds(length.toNanos()))
                .build()));
  }

  private static TimeInfo nanoseconds(Instant time) {
    return TimeInfo.newBuilder()
        .setNanoseconds(TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano())
        .build();
  }

  /** Calls a maintenance off. */
  public void cancelMaintenance(int agent) {
    plan(agent, Optional.empty());
  }

  private void plan(int agent, Optional<Unavailability> when) {
    loop.run(
        () -> {
          String id = up(agent).agent().id();
          var unused =
              cluster.lead(
                  master -> {
                    master.maintain(loop.now(), id, when);
                    return true;
                  });
        });
  }

  /** What frameworks said last to the maintenance of an agent, by their ids. */
  public Map<String, MaintenanceAnswer> maintenanceAnswers(int agent) {
    return loop.call(
        () ->
            cluster
                .lead(master -> master.maintenanceAnswers(cluster.agent(agent).agent().id()))
                .orElse(Map.of()));
  }

  /** Nothing passes between master and agent any more, in silence; its tasks run on. */
  public void partition(int agent) {
    loop.run(
        () -> {
          AgentNode node = cluster.agent(agent);
          node.partitioned(true);
          var unused =
              cluster.lead(
                  master -> {
                    master.agentSilent(loop.now(), node.agent().id(), loop.now());
                    return true;
                  });
        });
  }

  /** Ends a partition; the agent registers again. */
  public void heal(int agent) {
    loop.run(
        () -> {
          AgentNode node = cluster.agent(agent);
          node.partitioned(false);
          var unused = cluster.lead(m -> m.agentHeard(loop.now(), node.agent().id()));
          cluster.registerLater(node);
        });
  }

  /** Kills a task's process tree, as a memory limit would (its agent sees the exit). */
  public void killTask(String taskId) {
    boolean found =
        loop.call(() -> cluster.agents().stream().anyMatch(each -> each.destroy(taskId)));
    if (!found) {
      throw new IllegalArgumentException("There is no task " + taskId);
    }
  }

  /**
   * Kills the leading master; a standby leads after the election time-out. Without standbys the
   * same one is started again: at once, or after that time-out if there is a ZooKeeper. Agents
   * register with it again.
   */
  public void failOver() {
    loop.run(
        () -> {
          MasterNode dead = cluster.leader();
          cluster.killLeader();
          Optional<MasterNode> standby =
              cluster.masters().stream().filter(MasterNode::alive).findFirst();
          boolean atOnce = standby.isEmpty() && leadership.address().isEmpty();
          var unused =
              loop.at(
                  loop.now() + (atOnce ? 0 : plan.electionTimeout().toMillis()),
                  () -> cluster.succeed(standby.orElse(dead)));
        });
  }

  /** Kills the leading master; nothing takes its place before {@link #startMaster}. */
  public void stopMaster() {
    loop.run(cluster::killLeader);
  }

  /** Starts the stopped master again, on its port. */
  public void startMaster() {
    loop.run(() -> cluster.succeed(cluster.leader()));
  }

  /** Breaks all connections of frameworks; they may subscribe again. */
  public void dropConnections() {
    loop.run(() -> cluster.leader().breakConnections());
  }

  /** Rescinds all offers that are out; the resources are offered again at the next allocation. */
  public void rescindAll() {
    loop.run(
        () -> {
          var unused =
              cluster.lead(
                  master -> {
                    master.rescindAll(loop.now());
                    return true;
                  });
        });
  }

  /** Frameworks that the leading master has seen; none while nobody leads. */
  public List<FrameworkView> frameworks() {
    return loop.call(() -> cluster.lead(master -> master.frameworks()).orElse(List.of()));
  }

  /** What frameworks did wrong so far, in order. */
  public List<Violation> violations() {
    return loop.call(() -> List.copyOf(violations));
  }

  /** Tasks that are not ended, or whose end was not acknowledged yet. */
  public List<TaskView> tasks() {
    return loop.call(
        () -> {
          List<TaskView> tasks = new ArrayList<>();
          for (int i = 0; i < cluster.agents().size(); i++) {
            AgentNode node = cluster.agents().get(i);
            for (Map.Entry<RunKey, Container> each : node.agent().containers().entrySet()) {
              tasks.add(
                  new TaskView(
                      each.getKey().frameworkId(),
                      each.getKey().taskId(),
                      i,
                      each.getValue().state().name(),
                      each.getValue().pid(),
                      node.sandboxes().of(node.agent().id(), each.getKey())));
            }
          }
          return tasks;
        });
  }

  /** Ends all processes, closes all ports, removes the sandboxes. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    loop.run(
        () -> {
          for (MasterNode each : cluster.masters()) {
            if (each.alive()) {
              each.kill();
            }
          }
          cluster.agents().forEach(AgentNode::close);
        });
    leadership.close();
    loop.close();
    Threads.end(workers);
    server.close();
    remove();
  }

  private void remove() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + directory, e);
    }
  }
}
