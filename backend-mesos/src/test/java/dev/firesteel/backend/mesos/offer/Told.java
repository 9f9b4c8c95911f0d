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
import java.util.concurrent.TimeUnit;

/** Remembers what the core was told. */
public final class Told implements BackendEvents {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public final List<String> all = new ArrayList<>();
  public final List<Offer> offers = new ArrayList<>();
  public final Map<ExecutorId, LossReason> losses = new LinkedHashMap<>();
  public final Map<ProfileId, List<PendingReason>> pending = new LinkedHashMap<>();

  /** What was told since the last time. */
  public synchronized List<String> take() {
    List<String> since = List.copyOf(all);
    all.clear();
    return since;
  }

  private void say(String words) {
    all.add(words);
    notifyAll();
  }

  /** Waits for something told since the last {@link #take}. */
  public synchronized void await(String words) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (long left = PATIENCE.toNanos(); !all.contains(words); left = end - System.nanoTime()) {
        if (left <= 0) {
          throw new AssertionError("No '" + words + "' among " + all);
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest offer. */
  public Offer last() {
    return offers.get(offers.size() - 1);
  }

  @Override
  public synchronized void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
    say("connected");
  }

  @Override
  public synchronized void offered(List<Offer> more) {
    offers.addAll(more);
    more.forEach(
        each -> say("offered " + each.id() + " " + each.at().host() + " " + each.resources()));
  }

  @Override
  public synchronized void rescinded(OfferId offer) {
    say("rescinded " + offer);
  }

  @Override
  public synchronized void launched(ExecutorId executor, Placement at) {
    say("launched " + executor + " " + at.host());
  }

  @Override
  public synchronized void preempting(ExecutorId executor, Duration notice) {
    say("preempting " + executor + " " + notice.toSeconds() + "s");
  }

  @Override
  public synchronized void lost(ExecutorId executor, LossReason reason) {
    losses.put(executor, reason);
    say("lost " + executor + " " + reason.cause());
  }

  @Override
  public synchronized void pending(ProfileId profile, List<PendingReason> why) {
    pending.put(profile, why);
    say("pending " + profile + " " + why.stream().map(each -> each.kind().name()).toList());
  }

  @Override
  public synchronized void disconnected(String why) {
    say("disconnected");
  }

  @Override
  public synchronized void failed(BackendFailure failure) {
    say("failed " + failure.category());
  }
}
