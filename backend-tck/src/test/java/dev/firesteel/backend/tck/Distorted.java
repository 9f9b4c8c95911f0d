package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A right backend seen through a pane that a wrong one bends in one place. */
abstract class Distorted implements ClusterBackend, BackendEvents, Faults {
  final ToyBackend right;
  BackendEvents core;

  Distorted(BackendContext context) {
    right = ToyFixture.right(context);
  }

  @Override
  public void start(BackendEvents events, Optional<RecoveryState> previous) {
    core = events;
    right.start(this, previous);
  }

  @Override
  public void declare(DemandSnapshot demand) {
    right.declare(demand);
  }

  @Override
  public void launch(OfferId offer, List<ExecutorLaunch> launches) {
    right.launch(offer, launches);
  }

  @Override
  public void decline(OfferId offer, Duration refuseFor) {
    right.decline(offer, refuseFor);
  }

  @Override
  public void release(ExecutorId executor, ReleaseMode mode, String why) {
    right.release(executor, mode, why);
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    return right.stop(status, diagnostics);
  }

  @Override
  public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
    core.connected(cluster, survivors);
  }

  @Override
  public void offered(List<Offer> offers) {
    core.offered(offers);
  }

  @Override
  public void rescinded(OfferId offer) {
    core.rescinded(offer);
  }

  @Override
  public void launched(ExecutorId executor, Placement at) {
    core.launched(executor, at);
  }

  @Override
  public void preempting(ExecutorId executor, Duration notice) {
    core.preempting(executor, notice);
  }

  @Override
  public void lost(ExecutorId executor, LossReason reason) {
    core.lost(executor, reason);
  }

  @Override
  public void pending(ProfileId profile, List<PendingReason> why) {
    core.pending(profile, why);
  }

  @Override
  public void disconnected(String why) {
    core.disconnected(why);
  }

  @Override
  public void failed(BackendFailure failure) {
    core.failed(failure);
  }

  @Override
  public Optional<Consumer<OfferId>> rescind() {
    return right.rescind();
  }

  @Override
  public Optional<Consumer<HostName>> loseHost() {
    return right.loseHost();
  }

  @Override
  public Optional<Runnable> fail() {
    return right.fail();
  }
}
