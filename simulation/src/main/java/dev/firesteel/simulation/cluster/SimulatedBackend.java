package dev.firesteel.simulation.cluster;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.simulation.world.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of hosts that exist in memory only, right in every rule of the SPI, with faults on
 * demand. It offers all that a host has free, hinted hosts first, until the offers cover the
 * demand. For one thread.
 */
public final class SimulatedBackend implements ClusterBackend {
  private final Alarm alarm;
  private final Processes processes;
  private final Tempo tempo;
  private final Courier courier;
  private final Hosts hosts = new Hosts();
  private final Map<OfferId, Offer> open = new LinkedHashMap<>();
  private final Set<Offer> refused = new LinkedHashSet<>();
  private final Fleet fleet = new Fleet();
  private final Reasons reasons = new Reasons();
  private final Set<ExecutorId> releases = new LinkedHashSet<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private DemandSnapshot demand = DemandSnapshot.none(Long.MIN_VALUE);
  private @Nullable BackendEvents events;
  private Link link = Link.NEW;
  private int offers;

  /** How the backend stands with its cluster. */
  private enum Link {
    NEW,
    CONNECTED,
    AWAY,
    FAILED,
    STOPPING
  }

  /** A cluster without hosts, not started. */
  public SimulatedBackend(Alarm alarm, Processes processes, Tempo tempo) {
    this.alarm = alarm;
    this.processes = processes;
    this.tempo = tempo;
    this.courier = new Courier(alarm, tempo::word);
  }

  /** Adds a host; before the start. */
  public void host(Placement at, Resources total) {
    hosts.add(at, total);
  }

  /** A host on which so much is free; one must be there. */
  public Placement room(Resources need) {
    return hosts.withRoom(need).get(0);
  }

  /** An executor of a previous driver that still runs; before the start. */
  public void survivor(ExecutorLaunch launch, Placement at, InProcessExecutors.Running running) {
    hosts.take(at.host(), launch.profile().executor());
    watch(fleet.add(launch, at), running);
  }

  private void tell(Consumer<BackendEvents> event) {
    BackendEvents to = Objects.requireNonNull(events, "not started");
    courier.bring(() -> event.accept(to));
  }

  private boolean works() {
    return link == Link.CONNECTED;
  }

  // ---- life

  @Override
  public void start(BackendEvents to, Optional<RecoveryState> previous) {
    events = to;
    alarm.after(
        tempo.word(),
        () -> {
          if (link == Link.NEW) {
            link = Link.CONNECTED;
            tell(this::connected);
            fill();
          }
        });
  }

  private void connected(BackendEvents to) {
    to.connected(new ClusterDescription("simulated", "simulation", ""), fleet.survivors());
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    if (link != Link.STOPPING) {
      boolean away = link == Link.AWAY;
      link = Link.STOPPING;
      if (away) {
        courier.resume(() -> {}); // what happened meanwhile may be told
      }
      List.copyOf(fleet.all()).forEach(e -> end(e, LossCause.STOPPED, ReleaseMode.NOW));
      finishIfEmpty();
    }
    return stopped.copy();
  }

  private void finishIfEmpty() {
    if (link == Link.STOPPING && fleet.all().isEmpty()) {
      courier.bring(() -> stopped.complete(null));
    }
  }

  // ---- demand and offers

  @Override
  public void declare(DemandSnapshot newer) {
    if (newer.generation() > demand.generation() && link != Link.STOPPING && link != Link.FAILED) {
      demand = newer;
      if (works()) {
        List.copyOf(refused).forEach(this::endRefusal);
        for (Offer offer : List.copyOf(open.values())) {
          if (newer.excludedHosts().contains(offer.at().host())) {
            takeBack(offer.id());
          }
        }
        fill();
      }
    }
  }

  private void fill() {
    if (!works()) {
      return;
    }
    List<Offer> made = new ArrayList<>();
    boolean missing = false;
    for (ProfileDemand wanted : demand.profiles()) {
      if (reasons.impossible(wanted.profile(), hosts, this::tell)) {
        continue;
      }
      missing |= missing(wanted) > 0;
      Resources need = wanted.profile().executor();
      long left = missing(wanted) - offered(need);
      for (Placement at : hosts.withRoom(need, wanted.hostHints())) {
        if (left > 0 && !demand.excludedHosts().contains(at.host())) {
          Offer offer = offer(at);
          made.add(offer);
          left -= fits(offer.resources(), need);
        }
      }
    }
    if (!missing) {
      List.copyOf(open.keySet()).forEach(this::takeBack);
    }
    if (!made.isEmpty()) {
      tell(to -> to.offered(List.copyOf(made)));
    }
    reasons.takeBack(demand, this::tell);
  }

  private long missing(ProfileDemand wanted) {
    return wanted.executors() - fleet.of(wanted.profile().id());
  }

  private long offered(Resources need) {
    return open.values().stream().mapToLong(offer -> fits(offer.resources(), need)).sum();
  }

  private static int fits(Resources room, Resources need) {
    int count = 0;
    for (Resources left = room; left.covers(need); left = left.minus(need)) {
      count++;
    }
    return count;
  }

  private Offer offer(Placement at) {
    OfferId id = new OfferId("offer-" + ++offers);
    Resources free = hosts.free(at.host());
    Offer offer = new Offer(id, at, free, Optional.empty(), new TreeMap<>());
    hosts.take(at.host(), free);
    open.put(id, offer);
    return offer;
  }

  private void takeBack(OfferId id) {
    Offer offer = open.remove(id);
    if (offer != null) {
      giveBack(offer);
      tell(to -> to.rescinded(id));
    }
  }

  private void giveBack(Offer offer) {
    hosts.giveBack(offer.at().host(), offer.resources());
  }

  @Override
  public void decline(OfferId id, Duration refuseFor) {
    Offer offer = open.remove(id);
    if (offer != null) {
      refused.add(offer);
      alarm.after(
          refuseFor.toNanos(),
          () -> {
            if (endRefusal(offer)) {
              fill();
            }
          });
    }
  }

  private boolean endRefusal(Offer offer) {
    boolean held = refused.remove(offer);
    if (held) {
      giveBack(offer);
    }
    return held;
  }

  // ---- executors

  @Override
  public void launch(OfferId id, List<ExecutorLaunch> launches) {
    if (link == Link.STOPPING || link == Link.FAILED) {
      return;
    }
    Offer offer = open.remove(id);
    if (offer == null) {
      refuse(launches, LossCause.OFFER_GONE);
      fill();
      return;
    }
    giveBack(offer);
    List<ExecutorLaunch> fresh = launches.stream().filter(l -> fleet.use(l.executor())).toList();
    refuse(launches.stream().filter(l -> !fresh.contains(l)).toList(), LossCause.INVALID_LAUNCH);
    Resources sum =
        fresh.stream().map(l -> l.profile().executor()).reduce(Resources.NONE, Resources::plus);
    if (offer.resources().covers(sum)) {
      fresh.forEach(l -> begin(l, offer.at()));
    } else {
      refuse(fresh, LossCause.INVALID_LAUNCH);
    }
    fill();
  }

  private void refuse(List<ExecutorLaunch> launches, LossCause cause) {
    launches.forEach(l -> tell(to -> to.lost(l.executor(), LossReason.of(cause, "refused"))));
  }

  private void begin(ExecutorLaunch launch, Placement at) {
    hosts.take(at.host(), launch.profile().executor());
    Fleet.Member member = fleet.add(launch, at);
    alarm.after(
        tempo.launch(),
        () -> {
          if (member.cause != null) {
            gone(member, Optional.empty());
          } else if (tempo.launchFails()) {
            member.cause = LossCause.LAUNCH_FAILED;
            gone(member, Optional.empty());
          } else {
            InProcessExecutors.Running running = processes.start(launch, at);
            tell(to -> to.launched(launch.executor(), at));
            watch(member, running);
          }
        });
  }

  private void watch(Fleet.Member member, InProcessExecutors.Running running) {
    member.running = running;
    running
        .ended()
        .thenAccept(code -> alarm.after(seen(member), () -> gone(member, Optional.of(code))));
  }

  private long seen(Fleet.Member member) {
    return member.cause == LossCause.HOST_LOST ? 10 * tempo.detection() : tempo.detection();
  }

  private void gone(Fleet.Member member, Optional<Integer> code) {
    fleet.remove(member);
    hosts.giveBack(member.at.host(), member.launch.profile().executor());
    LossCause cause = member.cause == null ? LossCause.EXITED : member.cause;
    LossReason reason =
        new LossReason(
            cause,
            code.map(java.util.OptionalInt::of).orElse(java.util.OptionalInt.empty()),
            code.map(c -> "exit code " + c).orElse("it never ran"),
            "");
    tell(to -> to.lost(member.launch.executor(), reason));
    fill();
    finishIfEmpty();
  }

  @Override
  public void release(ExecutorId id, ReleaseMode mode, String why) {
    if (link == Link.AWAY) {
      releases.add(id);
    } else if (works()) {
      fleet.find(id).ifPresent(member -> end(member, LossCause.RELEASED, mode));
    }
  }

  private void end(Fleet.Member member, LossCause cause, ReleaseMode mode) {
    if (member.cause == null) {
      member.cause = cause;
    }
    InProcessExecutors.Running running = member.running;
    if (running != null) {
      running.end(mode);
      if (mode == ReleaseMode.GRACEFUL) {
        alarm.after(tempo.grace(), () -> running.end(ReleaseMode.NOW));
      }
    }
  }

  // ---- faults

  /** The cluster takes an open offer back; nothing happens if it is not open. */
  public void rescind(OfferId id) {
    takeBack(id);
    alarm.after(tempo.detection(), this::fill);
  }

  /** The open offers. */
  public List<OfferId> open() {
    return List.copyOf(open.keySet());
  }

  /** A host goes with all that runs there. */
  public void loseHost(HostName name) {
    hosts.up(name, Hosts.Up.NO);
    open.values().stream()
        .filter(o -> o.at().host().equals(name))
        .map(Offer::id)
        .toList()
        .forEach(this::takeBack);
    fleet.on(name).forEach(e -> end(e, LossCause.HOST_LOST, ReleaseMode.NOW));
  }

  /** A host comes back, empty. */
  public void returnHost(HostName name) {
    hosts.up(name, Hosts.Up.YES);
    fill();
  }

  /** An executor is ended from outside. */
  public void kill(ExecutorId id, LossCause cause) {
    fleet.find(id).ifPresent(member -> end(member, cause, ReleaseMode.NOW));
  }

  /** The cluster will take an executor for somebody else. */
  public void preempt(ExecutorId id, Duration notice) {
    fleet
        .find(id)
        .filter(member -> member.running != null)
        .ifPresent(
            member -> {
              tell(to -> to.preempting(id, notice));
              alarm.after(notice.toNanos(), () -> kill(id, LossCause.PREEMPTED));
            });
  }

  /** The connection to the cluster breaks; executors run on. */
  public void disconnect() {
    if (works()) {
      link = Link.AWAY;
      open.values().forEach(this::giveBack);
      open.clear();
      BackendEvents to = Objects.requireNonNull(events);
      courier.bringLast(() -> to.disconnected("the connection broke"));
    }
  }

  /** The connection is there again. */
  public void reconnect() {
    if (link == Link.AWAY) {
      link = Link.CONNECTED;
      BackendEvents to = Objects.requireNonNull(events);
      courier.resume(() -> connected(to));
      List.copyOf(releases).forEach(id -> release(id, ReleaseMode.NOW, "asked for meanwhile"));
      releases.clear();
      fill();
    }
  }

  /** The cluster ends for good. */
  public void fail(BackendFailure failure) {
    if (works()) {
      link = Link.FAILED;
      tell(to -> to.failed(failure));
    }
  }

  /** Executors that run or will. */
  public int executors() {
    return fleet.all().size();
  }
}
