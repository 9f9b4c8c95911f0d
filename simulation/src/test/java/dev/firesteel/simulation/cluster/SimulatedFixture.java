package dev.firesteel.simulation.cluster;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code simulated[n]}: n hosts with room for two executors each, on the kit's clock. */
final class SimulatedFixture implements BackendFixture, ClusterBackendProvider {
  private static final String FORM = "simulated[n]";

  /** As fast as the kit likes. */
  private static final class Quick implements Tempo {
    @Override
    public long word() {
      return 20_000;
    }

    @Override
    public long launch() {
      return 100_000;
    }

    @Override
    public boolean launchFails() {
      return false;
    }

    @Override
    public long detection() {
      return 50_000;
    }

    @Override
    public long grace() {
      return 50_000_000;
    }
  }

  @Override
  public ClusterBackend open(BackendContext context) {
    if (!context.master().value().matches("simulated\\[\\d+]")) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION, "Cannot use " + context.master() + " (use " + FORM + ")");
    }
    return new OneThread(
        context,
        alarm -> {
          SimulatedBackend backend =
              new SimulatedBackend(
                  alarm, (launch, at) -> context.inProcess().start(launch), new Quick());
          for (int i = 0; i < 2; i++) {
            backend.host(Placement.of(new HostName("host-" + i)), Resources.of(2, 256));
          }
          return backend;
        });
  }

  @Override
  public Faults faults(ClusterBackend backend) {
    OneThread on = (OneThread) backend;
    return new Faults() {
      @Override
      public Optional<Consumer<OfferId>> rescind() {
        return Optional.of(offer -> on.act(b -> b.rescind(offer)));
      }

      @Override
      public Optional<Consumer<HostName>> loseHost() {
        return Optional.of(host -> on.act(b -> b.loseHost(host)));
      }

      @Override
      public Optional<Runnable> fail() {
        return Optional.of(
            () -> on.act(b -> b.fail(new BackendFailure(ErrorCategory.CLUSTER, "It fails"))));
      }
    };
  }

  @Override
  public ClusterBackendProvider provider() {
    return this;
  }

  @Override
  public MasterUrl master() {
    return new MasterUrl("simulated[2]");
  }

  @Override
  public int capacity() {
    return 4;
  }

  @Override
  public List<String> malformed() {
    return List.of("simulated", "simulated[]", "simulated[x]");
  }

  @Override
  public String rightForm() {
    return FORM;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration linger() {
    return Duration.ofMillis(5);
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public String forms() {
    return FORM;
  }

  @Override
  public boolean accepts(MasterUrl master) {
    return master.value().startsWith("simulated");
  }

  @Override
  public Set<Capability> capabilities(MasterUrl master, Config config) {
    return Set.of();
  }

  @Override
  public Config implied(MasterUrl master) {
    return Config.empty();
  }

  @Override
  public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
    return Optional.empty();
  }
}
