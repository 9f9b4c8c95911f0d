package dev.firesteel.backend.mesos.offer;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers what the core was told. */
public final class Told implements BackendEvents {
  public final List<String> all = new ArrayList<>();
  public final List<Offer> offers = new ArrayList<>();
  public final Map<ExecutorId, LossReason> losses = new LinkedHashMap<>();
  public final Map<ProfileId, List<PendingReason>> pending = new LinkedHashMap<>();

  /** What was told since the last time. */
  public List<String> take() {
    List<String> since = List.copyOf(all);
    all.clear();
    return since;
  }

  /** The newest offer. */
  public Offer last() {
    return offers.get(offers.size() - 1);
  }

  @Override
  public synchronized void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
    all.add("connected");
  }

  @Override
  public synchronized void offered(List<Offer> more) {
    offers.addAll(more);
    more.forEach(
        each -> all.add("offered " + each.id() + " " + each.at().host() + " " + each.resources()));
  }

  @Override
  public synchronized void rescinded(OfferId offer) {
    all.add("rescinded " + offer);
  }

  @Override
  public synchronized void launched(ExecutorId executor, Placement at) {
    all.add("launched " + executor + " " + at.host());
  }

  @Override
  public synchronized void preempting(ExecutorId executor, Duration notice) {
    all.add("preempting " + executor + " " + notice.toSeconds() + "s");
  }

  @Override
  public synchronized void lost(ExecutorId executor, LossReason reason) {
    losses.put(executor, reason);
    all.add("lost " + executor + " " + reason.cause());
  }

  @Override
  public synchronized void pending(ProfileId profile, List<PendingReason> why) {
    pending.put(profile, why);
    all.add("pending " + profile + " " + why.stream().map(each -> each.kind().name()).toList());
  }

  @Override
  public synchronized void disconnected(String why) {
    all.add("disconnected");
  }

  @Override
  public synchronized void failed(BackendFailure failure) {
    all.add("failed " + failure.category());
  }
}
