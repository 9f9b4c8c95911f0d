package dev.firesteel.simulation.cluster;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.simulation.world.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Has all that happens to a simulated backend happen on the session's timer thread. */
final class OneThread implements ClusterBackend {
  private final BackendContext context;
  private final SimulatedBackend backend;

  OneThread(BackendContext context, Function<Alarm, SimulatedBackend> maker) {
    this.context = context;
    this.backend =
        maker.apply((nanos, what) -> context.timer().schedule(what, nanos, TimeUnit.NANOSECONDS));
  }

  void act(Consumer<SimulatedBackend> what) {
    context.timer().execute(() -> what.accept(backend));
  }

  @Override
  public void start(BackendEvents events, Optional<RecoveryState> previous) {
    act(b -> b.start(events, previous));
  }

  @Override
  public void declare(DemandSnapshot demand) {
    act(b -> b.declare(demand));
  }

  @Override
  public void launch(OfferId offer, List<ExecutorLaunch> launches) {
    act(b -> b.launch(offer, launches));
  }

  @Override
  public void decline(OfferId offer, Duration refuseFor) {
    act(b -> b.decline(offer, refuseFor));
  }

  @Override
  public void release(ExecutorId executor, ReleaseMode mode, String why) {
    act(b -> b.release(executor, mode, why));
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    act(b -> b.stop(status, diagnostics).thenRun(() -> stopped.complete(null)));
    return stopped;
  }
}
