package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.master.MasterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what a {@link MesosTestCluster} is to be; the defaults are those of Mesos' own flags. */
public final class ClusterBuilder {
  private final List<AgentSpec> agents = new ArrayList<>();
  private final Map<String, String> credentials = new LinkedHashMap<>();
  private final Map<String, Double> weights = new LinkedHashMap<>();
  private Optional<Path> directory = Optional.empty();
  private Set<String> roles = Set.of();
  private Duration allocationInterval = Duration.ofSeconds(1);
  private Duration heartbeatInterval = Duration.ofSeconds(15);
  private Optional<Duration> offerTimeout = Optional.empty();
  private Duration pingTimeout = Duration.ofSeconds(15);
  private int pings = 5;
  private Duration updateRetry = Duration.ofSeconds(10);
  private Duration launchDelay = Duration.ZERO;
  private Duration reregistration = Duration.ofMillis(500);
  private Duration electionTimeout = Duration.ofSeconds(2);
  private Registry registry = Registry.REPLICATED;
  private int standbys;
  private boolean zooKeeper;

  ClusterBuilder() {}

  /** So many {@linkplain AgentSpec#standard standard} agents more. */
  public ClusterBuilder agents(int count) {
    return agents(count, AgentSpec.standard());
  }

  /** So many agents of this kind more; they differ in their hosts if the kind names none. */
  public ClusterBuilder agents(int count, AgentSpec spec) {
    for (int i = 0; i < count; i++) {
      agents.add(spec);
    }
    return this;
  }

  /** One agent more. */
  public ClusterBuilder agent(AgentSpec spec) {
    return agents(1, spec);
  }

  /** Where sandboxes are; a directory that may be missing. Default: a temporary directory. */
  public ClusterBuilder directory(Path path) {
    directory = Optional.of(path);
    return this;
  }

  /** The roles that may subscribe ({@code --roles}). Default: all. */
  public ClusterBuilder roles(String... allowed) {
    roles = Set.of(allowed);
    return this;
  }

  /** A role's weight when resources are shared ({@code --weights}); above 0. Default: 1. */
  public ClusterBuilder weight(String role, double weight) {
    weights.put(role, weight);
    return this;
  }

  /** Frameworks must authenticate; this principal may, with this secret. */
  public ClusterBuilder credential(String principal, String secret) {
    credentials.put(principal, secret);
    return this;
  }

  /** How often resources are offered ({@code --allocation_interval}). Default: 1 s. */
  public ClusterBuilder allocationInterval(Duration interval) {
    allocationInterval = interval;
    return this;
  }

  /** Between two heartbeats of a stream. Default: 15 s. */
  public ClusterBuilder heartbeatInterval(Duration interval) {
    heartbeatInterval = interval;
    return this;
  }

  /** After which offers are rescinded ({@code --offer_timeout}). Default: never. */
  public ClusterBuilder offerTimeout(Duration timeout) {
    offerTimeout = Optional.of(timeout);
    return this;
  }

  /**
   * When an agent that does not answer is unreachable ({@code --agent_ping_timeout}, {@code
   * --max_agent_ping_timeouts}). Default: 5 pings of 15 s.
   */
  public ClusterBuilder agentPings(Duration timeout, int count) {
    pingTimeout = timeout;
    pings = count;
    return this;
  }

  /** After which an unacknowledged update is sent again; doubles each time. Default: 10 s. */
  public ClusterBuilder updateRetry(Duration first) {
    updateRetry = first;
    return this;
  }

  /** How long an agent takes to start a task, at least; real ones take some 300 ms. Default: 0. */
  public ClusterBuilder launchDelay(Duration delay) {
    launchDelay = delay;
    return this;
  }

  /** How long agents take to register with a master that has come. Default: 500 ms. */
  public ClusterBuilder reregistration(Duration delay) {
    reregistration = delay;
    return this;
  }

  /** How long it takes until a standby knows that the leader is dead. Default: 2 s. */
  public ClusterBuilder electionTimeout(Duration timeout) {
    electionTimeout = timeout;
    return this;
  }

  /** What a new master knows. Default: {@link Registry#REPLICATED}. */
  public ClusterBuilder registry(Registry kind) {
    registry = kind;
    return this;
  }

  /** So many masters besides the leading one; they redirect to it. Default: 0. */
  public ClusterBuilder standbys(int count) {
    standbys = count;
    return this;
  }

  /** With a ZooKeeper server, where the leading master is written. */
  public ClusterBuilder zooKeeper() {
    zooKeeper = true;
    return this;
  }

  /**
   * Starts masters and agents; all agents are registered when it returns.
   *
   * @throws java.io.UncheckedIOException if a port cannot be bound or a directory made; nothing
   *     runs then
   */
  public MesosTestCluster start() {
    if (agents.isEmpty()) {
      agents(1);
    }
    return MesosTestCluster.start(plan());
  }

  ClusterPlan plan() {
    return new ClusterPlan(
        agents,
        directory,
        new MasterSettings(
            roles,
            weights,
            credentials,
            allocationInterval,
            heartbeatInterval,
            offerTimeout,
            pingTimeout,
            pings,
            registry),
        updateRetry,
        launchDelay,
        reregistration,
        electionTimeout,
        standbys,
        zooKeeper ? ClusterPlan.Election.ZOOKEEPER : ClusterPlan.Election.ALONE);
  }
}
