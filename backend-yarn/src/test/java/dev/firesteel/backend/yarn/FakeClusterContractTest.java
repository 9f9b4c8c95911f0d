package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.ClusterBackendContract;
import dev.firesteel.backend.tck.Faults;
import dev.firesteel.backend.yarn.ask.ContainerRules;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.rm.FakeResourceManager;
import dev.firesteel.backend.yarn.rm.Registered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract with a ResourceManager and NodeManagers of this JVM, and real processes. */
class FakeClusterContractTest extends ClusterBackendContract {
  @Override
  protected BackendFixture fixture() {
    return new Fixture(new Provider(false));
  }

  /** The real provider but for the cluster; each backend has its own. */
  private static final class Provider implements ClusterBackendProvider {
    private final ClusterBackendProvider real = new YarnBackendProvider();
    private final boolean down;
    private volatile FakeResourceManager last = manager();

    Provider(boolean down) {
      this.down = down;
    }

    private static FakeResourceManager manager() {
      return new FakeResourceManager(2, "h1", "h2");
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
      ClusterBackend unused = real.open(context); // checks the URL
      FakeResourceManager manager = manager();
      manager.down(down);
      last = manager;
      return new YarnBackend(
          new Parts(context, manager.mastership(), new FakeRig(manager), System::nanoTime));
    }

    @Override
    public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
      return Optional.empty();
    }
  }

  record FakeRig(FakeResourceManager manager) implements Rig {
    @Override
    public void begin() {}

    @Override
    public Opened open(Registered registered) {
      return new Opened(
          new FakeNodes(manager),
          new ContainerRules(registered.largest(), heap -> heap + 64, ContainerRules.Hints.NAMED),
          Inquiry.NONE,
          Racks.UNKNOWN);
    }

    @Override
    public void close() {}
  }

  private record Fixture(Provider provider) implements BackendFixture {
    @Override
    public MasterUrl master() {
      return new MasterUrl("yarn");
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
      return List.of("yarn[2]", "yarn://host:8032", "YARN");
    }

    @Override
    public String rightForm() {
      return "the form is yarn";
    }

    @Override
    public Config config() {
      return Config.of(Map.of("firesteel.yarn.release-grace", "1s"));
    }

    @Override
    public Duration linger() {
      return Duration.ofMillis(50);
    }

    @Override
    public Optional<BackendFixture> unreachable() {
      return Optional.of(new Fixture(new Provider(true)));
    }

    @Override
    public Faults faults(ClusterBackend backend) {
      FakeResourceManager manager = provider.last;
      return new Faults() {
        @Override
        public Optional<Runnable> fail() {
          return Optional.of(manager::kill);
        }
      };
    }
  }
}
