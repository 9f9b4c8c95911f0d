package dev.firesteel.it.chaos;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.backend.local.LocalBackendProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * {@code stubborn-local-cluster[n,cores,MiB]}: a local cluster that does not end an executor when
 * it is told to, as a cluster whose node does not answer.
 */
public final class StubbornBackend implements ClusterBackendProvider {
  private static final String PREFIX = "stubborn-";

  private final LocalBackendProvider local = new LocalBackendProvider();

  /** Made by ServiceLoader. */
  public StubbornBackend() {}

  private static MasterUrl inner(MasterUrl master) {
    return new MasterUrl(master.value().substring(PREFIX.length()));
  }

  @Override
  public String name() {
    return "stubborn";
  }

  @Override
  public String forms() {
    return PREFIX + "local-cluster[n,cores,MiB]";
  }

  @Override
  public boolean accepts(MasterUrl master) {
    return master.value().startsWith(PREFIX);
  }

  @Override
  public Set<Capability> capabilities(MasterUrl master, Config config) {
    return local.capabilities(inner(master), config);
  }

  @Override
  public Config implied(MasterUrl master) {
    return local.implied(inner(master));
  }

  @Override
  public ClusterBackend open(BackendContext context) {
    return new Stubborn(local.open(new Inner(context)));
  }

  @Override
  public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
    return Optional.empty();
  }

  private record Inner(BackendContext outer) implements BackendContext {
    @Override
    public ApplicationId application() {
      return outer.application();
    }

    @Override
    public String applicationName() {
      return outer.applicationName();
    }

    @Override
    public MasterUrl master() {
      return inner(outer.master());
    }

    @Override
    public Config config() {
      return outer.config();
    }

    @Override
    public InProcessExecutors inProcess() {
      return outer.inProcess();
    }

    @Override
    public ScheduledExecutorService timer() {
      return outer.timer();
    }
  }

  private record Stubborn(ClusterBackend inner) implements ClusterBackend {
    @Override
    public void start(BackendEvents events, Optional<RecoveryState> previous) {
      inner.start(events, previous);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      inner.declare(demand);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      inner.launch(offer, launches);
    }

    @Override
    public void decline(OfferId offer, Duration refuseFor) {
      inner.decline(offer, refuseFor);
    }

    @Override
    public void release(ExecutorId executor, ReleaseMode mode, String why) {
      // It hears it, and does nothing.
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      return inner.stop(status, diagnostics);
    }
  }
}
