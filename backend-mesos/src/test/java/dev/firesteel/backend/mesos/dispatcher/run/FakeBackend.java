package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Remembers what it is asked for, in short words. */
final class FakeBackend implements ClusterBackend {
  private final List<String> all = new ArrayList<>();
  private Optional<BackendEvents> events = Optional.empty();
  DemandSnapshot demand = DemandSnapshot.none(0);

  /** What it was asked for since the last time. */
  List<String> take() {
    List<String> since = List.copyOf(all);
    all.clear();
    return since;
  }

  BackendEvents events() {
    return events.orElseThrow();
  }

  void connect(String framework) {
    events().connected(new ClusterDescription("mesos", framework, ""), Set.of());
  }

  /** Offers room for drivers of a size. */
  void offer(String id, ProfileId size, Resources room) {
    offer(id, new HostName("h1"), size, room);
  }

  void offer(String id, HostName host, ProfileId size, Resources room) {
    events()
        .offered(
            List.of(
                new Offer(
                    new OfferId(id),
                    Placement.of(host),
                    room,
                    Optional.of(size),
                    new TreeMap<>())));
  }

  @Override
  public void start(BackendEvents to, Optional<RecoveryState> previous) {
    events = Optional.of(to);
  }

  @Override
  public void declare(DemandSnapshot newer) {
    demand = newer;
    all.add(
        "declare "
            + newer.profiles().stream()
                .map(each -> each.profile().id() + "=" + each.executors())
                .collect(Collectors.joining(" ")));
  }

  @Override
  public void launch(OfferId offer, List<ExecutorLaunch> launches) {
    launches.forEach(each -> all.add("launch " + each.executor() + " on " + offer));
  }

  @Override
  public void decline(OfferId offer, Duration refuseFor) {
    all.add("decline " + offer);
  }

  @Override
  public void release(ExecutorId executor, ReleaseMode mode, String why) {
    all.add("release " + executor + " " + mode);
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    return CompletableFuture.completedFuture(null);
  }
}
