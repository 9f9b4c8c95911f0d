package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.ClusterBackendContract;
import dev.firesteel.backend.tck.Faults;
import dev.firesteel.mesos.test.AgentSpec;
import dev.firesteel.mesos.test.MesosTestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the double, with real processes. */
class MesosContractTest extends ClusterBackendContract {
  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");

  @TempDir static Path directory;
  private static MesosTestCluster cluster;

  @BeforeAll
  static void start() {
    cluster =
        MesosTestCluster.builder()
            .agent(AgentSpec.of(2, 2048).at(HOSTS.get(0)))
            .agent(AgentSpec.of(2, 2048).at(HOSTS.get(1)))
            .allocationInterval(Duration.ofMillis(50))
            .agentPings(Duration.ofMillis(200), 3)
            .directory(directory)
            .start();
  }

  @AfterAll
  static void close() {
    List<?> violations = cluster.violations();
    List<?> tasks = cluster.tasks();
    cluster.close();
    Assertions.assertThat(violations).as("what the double complains of").isEmpty();
    Assertions.assertThat(tasks).as("tasks left behind").isEmpty();
  }

  @Override
  protected BackendFixture fixture() {
    return new Fixture(new Repairing(), "mesos://" + cluster.master());
  }

  /** The real provider; each backend finds all agents there. */
  private static final class Repairing implements ClusterBackendProvider {
    private final ClusterBackendProvider real = new MesosBackendProvider();
    private Optional<Integer> down = Optional.empty();

    void lose(HostName host) {
      int agent = HOSTS.indexOf(host.value());
      down = Optional.of(agent);
      cluster.killHost(agent);
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String forms() {
      return real.forms();
    }

    @Override
    public boolean accepts(MasterUrl master) {
      return real.accepts(master);
    }

    @Override
    public Set<Capability> capabilities(MasterUrl master, Config config) {
      return real.capabilities(master, config);
    }

    @Override
    public Config implied(MasterUrl master) {
      return real.implied(master);
    }

    @Override
    public ClusterBackend open(BackendContext context) {
      down.ifPresent(cluster::restartAgent);
      down = Optional.empty();
      return new Overheard(real.open(context), cluster::dropConnections);
    }

    @Override
    public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
      return real.submission(master, config);
    }
  }

  private record Fixture(Repairing provider, String url) implements BackendFixture {
    @Override
    public MasterUrl master() {
      return new MasterUrl(url);
    }

    @Override
    public int capacity() {
      return 4;
    }

    @Override
    public Resources executor() {
      return Resources.of(1, 64);
    }

    @Override
    public List<String> malformed() {
      return List.of("mesos:", "mesos://", "mesos://host", "mesos://zk://h:2181", "mesos://h:0");
    }

    @Override
    public String rightForm() {
      return "mesos://host:port";
    }

    @Override
    public Config config() {
      return Config.of(
          Map.of(
              "firesteel.mesos.release-grace",
              "1s",
              "firesteel.mesos.revive-interval",
              "200ms",
              "firesteel.mesos.unreachable-timeout",
              "500ms"));
    }

    @Override
    public Duration linger() {
      return Duration.ofMillis(150);
    }

    @Override
    public Optional<BackendFixture> unreachable() {
      return Optional.of(new Fixture(provider, "mesos://127.0.0.1:1"));
    }

    @Override
    public Faults faults(ClusterBackend backend) {
      return new Faults() {
        @Override
        public Optional<Consumer<OfferId>> rescind() {
          return Optional.of(
              offer -> {
                cluster.rescindAll();
                ((Overheard) backend).awaitRescinded(offer);
              });
        }

        @Override
        public Optional<Consumer<HostName>> loseHost() {
          return Optional.of(provider::lose);
        }
      };
    }
  }
}
