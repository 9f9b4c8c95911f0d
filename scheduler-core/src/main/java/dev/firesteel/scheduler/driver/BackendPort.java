package dev.firesteel.scheduler.driver;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.scheduler.machine.Event;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Turns what the backend tells into events of the loop. */
record BackendPort(Consumer<Event> loop) implements BackendEvents {
  @Override
  public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
    loop.accept(new Event.Connected(cluster, survivors));
  }

  @Override
  public void offered(List<Offer> offers) {
    loop.accept(new Event.Offered(offers));
  }

  @Override
  public void rescinded(OfferId offer) {
    loop.accept(new Event.Rescinded(offer));
  }

  @Override
  public void launched(ExecutorId executor, Placement at) {
    loop.accept(new Event.Launched(executor, at));
  }

  @Override
  public void preempting(ExecutorId executor, Duration notice) {
    loop.accept(new Event.Preempting(executor, notice));
  }

  @Override
  public void lost(ExecutorId executor, LossReason reason) {
    loop.accept(new Event.Lost(executor, reason));
  }

  @Override
  public void pending(ProfileId profile, List<PendingReason> why) {
    loop.accept(new Event.Pending(profile, why));
  }

  @Override
  public void disconnected(String why) {
    loop.accept(new Event.Disconnected(why));
  }

  @Override
  public void failed(BackendFailure failure) {
    loop.accept(new Event.Failed(failure));
  }
}
