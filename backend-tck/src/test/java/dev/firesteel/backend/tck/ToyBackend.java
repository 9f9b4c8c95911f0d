package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendContext;
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
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A whole backend in one file, right in every rule: hosts that exist in memory only, executors on
 * threads of this JVM, and offers of all that a host has free.
 */
class ToyBackend implements ClusterBackend, Faults {
  private final BackendContext context;
  private final Map<HostName, Resources> free = new TreeMap<>();
  private final Resources host;
  private final Map<OfferId, Offer> open = new LinkedHashMap<>();
  private final List<Offer> refused = new ArrayList<>();
  private final Map<ExecutorId, Live> live = new LinkedHashMap<>();
  private final Set<ExecutorId> used = new HashSet<>();
  private final Map<ProfileId, PendingReason> said = new TreeMap<>();
  private final Queue<Runnable> steps = new ArrayDeque<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private DemandSnapshot demand = DemandSnapshot.none(Long.MIN_VALUE);
  private BackendEvents events;
  private int offers;
  private boolean connected;
  private boolean stopping;
  private boolean delivering;

  ToyBackend(BackendContext context, int hosts, Resources host) {
    this.context = context;
    this.host = host;
    for (int i = 0; i < hosts; i++) {
      free.put(new HostName("host-" + i), host);
    }
  }

  private static final class Live {
    private final ExecutorLaunch launch;
    private final HostName host;
    private InProcessExecutors.Running running;
    private LossReason asked;

    Live(ExecutorLaunch launch, HostName host) {
      this.launch = launch;
      this.host = host;
    }
  }

  // ---- threads: state changes under the lock, events one by one outside it

  private void act(Runnable change) {
    synchronized (this) {
      change.run();
      if (delivering) {
        return;
      }
      delivering = true;
    }
    while (true) {
      Runnable step;
      synchronized (this) {
        step = steps.poll();
        if (step == null) {
          delivering = false;
          return;
        }
      }
      step.run();
    }
  }

  private void actWhileOpen(Runnable change) {
    act(
        () -> {
          if (connected && !stopping) {
            change.run();
          }
        });
  }

  private void tell(Consumer<BackendEvents> event) {
    steps.add(() -> event.accept(events));
  }

  // ---- life

  @Override
  public void start(BackendEvents to, Optional<RecoveryState> previous) {
    act(
        () -> {
          events = to;
          connected = true;
          tell(e -> e.connected(new ClusterDescription("toy", "toy", ""), Set.of()));
        });
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    act(
        () -> {
          if (!stopping) {
            stopping = true;
            live.values().forEach(e -> end(e, LossCause.STOPPED, ReleaseMode.NOW));
            finishIfEmpty();
          }
        });
    return stopped.copy();
  }

  private void finishIfEmpty() {
    if (stopping && live.isEmpty()) {
      steps.add(() -> stopped.complete(null));
    }
  }

  // ---- demand and offers

  @Override
  public void declare(DemandSnapshot newer) {
    actWhileOpen(
        () -> {
          if (newer.generation() > demand.generation()) {
            demand = newer;
            List.copyOf(refused).forEach(this::endRefusal);
            fill();
          }
        });
  }

  private void fill() {
    boolean any = false;
    List<Offer> made = new ArrayList<>();
    for (ProfileDemand profile : demand.profiles()) {
      if (missing(profile) > 0 && told(profile)) {
        any = true;
        free.keySet().stream()
            .filter(name -> !demand.excludedHosts().contains(name))
            .filter(name -> free.get(name).covers(profile.profile().executor()))
            .toList()
            .forEach(name -> made.add(offer(name)));
      }
    }
    if (!made.isEmpty()) {
      tell(e -> e.offered(List.copyOf(made)));
    }
    if (!any) {
      List.copyOf(open.keySet()).forEach(this::takeBack);
    }
    Set<ProfileId> wanted = new HashSet<>();
    demand.profiles().forEach(p -> wanted.add(p.profile().id()));
    List.copyOf(said.keySet()).stream()
        .filter(id -> !wanted.contains(id))
        .forEach(
            id -> {
              said.remove(id);
              tell(e -> e.pending(id, List.of()));
            });
  }

  private Offer offer(HostName name) {
    OfferId id = new OfferId("toy-" + ++offers);
    Offer offer =
        new Offer(id, Placement.of(name), free.get(name), Optional.empty(), new TreeMap<>());
    free.put(name, Resources.NONE);
    open.put(id, offer);
    return offer;
  }

  private void takeBack(OfferId id) {
    giveBack(open.remove(id));
    tell(e -> e.rescinded(id));
  }

  private void giveBack(Offer offer) {
    free.merge(offer.at().host(), offer.resources(), Resources::plus);
  }

  private long missing(ProfileDemand profile) {
    ProfileId id = profile.profile().id();
    return profile.executors()
        - live.values().stream().filter(e -> e.launch.profile().id().equals(id)).count();
  }

  /** Tells why a profile cannot be had at all; true if it can. */
  private boolean told(ProfileDemand demanded) {
    Resources need = demanded.profile().executor();
    PendingReason reason;
    if (!need.extra().isEmpty()) {
      reason = new PendingReason(PendingReason.Kind.UNSUPPORTED, "Toys have no EXTRA_RESOURCES");
    } else if (!host.covers(need)) {
      reason = new PendingReason(PendingReason.Kind.TOO_LARGE, need + " is more than " + host);
    } else {
      return true;
    }
    ProfileId id = demanded.profile().id();
    if (!reason.equals(said.put(id, reason))) {
      tell(e -> e.pending(id, List.of(reason)));
    }
    return false;
  }

  @Override
  public void decline(OfferId id, Duration refuseFor) {
    actWhileOpen(
        () -> {
          Offer offer = open.remove(id);
          if (offer != null) {
            refused.add(offer);
            Runnable end =
                () ->
                    actWhileOpen(
                        () -> {
                          if (endRefusal(offer)) {
                            fill();
                          }
                        });
            context.timer().schedule(end, refuseFor.toNanos(), TimeUnit.NANOSECONDS);
          }
        });
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
    actWhileOpen(
        () -> {
          Offer offer = open.remove(id);
          if (offer == null) {
            refuse(launches, LossCause.OFFER_GONE);
            return;
          }
          giveBack(offer);
          List<ExecutorLaunch> fresh = launches.stream().filter(this::isNew).toList();
          refuse(
              launches.stream().filter(l -> !fresh.contains(l)).toList(), LossCause.INVALID_LAUNCH);
          Resources sum =
              fresh.stream()
                  .map(l -> l.profile().executor())
                  .reduce(Resources.NONE, Resources::plus);
          if (offer.resources().covers(sum)) {
            fresh.forEach(l -> begin(new Live(l, offer.at().host())));
          } else {
            refuse(fresh, LossCause.INVALID_LAUNCH);
          }
          fill();
        });
  }

  boolean isNew(ExecutorLaunch launch) {
    return used.add(launch.executor());
  }

  private void refuse(List<ExecutorLaunch> launches, LossCause cause) {
    launches.forEach(l -> tell(e -> e.lost(l.executor(), LossReason.of(cause, "refused"))));
  }

  private void begin(Live executor) {
    ExecutorId id = executor.launch.executor();
    live.put(id, executor);
    free.computeIfPresent(
        executor.host, (name, left) -> left.minus(executor.launch.profile().executor()));
    steps.add(
        () -> {
          executor.running = context.inProcess().start(executor.launch);
          events.launched(id, Placement.of(executor.host));
          executor.running.ended().thenAccept(code -> act(() -> ended(executor, code)));
        });
  }

  private void ended(Live executor, int code) {
    ExecutorId id = executor.launch.executor();
    live.remove(id);
    free.computeIfPresent(
        executor.host, (name, left) -> left.plus(executor.launch.profile().executor()));
    LossCause cause = executor.asked == null ? LossCause.EXITED : executor.asked.cause();
    LossReason reason = new LossReason(cause, OptionalInt.of(code), "code " + code, "");
    tell(e -> e.lost(id, reason));
    if (!stopping && connected) {
      afterLoss();
    }
    finishIfEmpty();
  }

  void afterLoss() {
    fill();
  }

  @Override
  public void release(ExecutorId id, ReleaseMode mode, String why) {
    actWhileOpen(() -> Optional.ofNullable(live.get(id)).ifPresent(e -> release(e, mode)));
  }

  private void release(Live executor, ReleaseMode mode) {
    end(executor, LossCause.RELEASED, mode);
    if (mode == ReleaseMode.GRACEFUL) {
      Runnable force = () -> act(() -> end(executor, LossCause.RELEASED, ReleaseMode.NOW));
      context.timer().schedule(force, grace().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  Duration grace() {
    return Duration.ofMillis(250);
  }

  private void end(Live executor, LossCause cause, ReleaseMode mode) {
    if (executor.asked == null) {
      executor.asked = LossReason.of(cause, "asked for");
    }
    steps.add(() -> executor.running.end(mode));
  }

  // ---- faults that the kit's fixture causes

  @Override
  public Optional<Consumer<OfferId>> rescind() {
    return Optional.of(id -> actWhileOpen(() -> takeBack(id)));
  }

  @Override
  public Optional<Consumer<HostName>> loseHost() {
    return Optional.of(
        name ->
            actWhileOpen(
                () -> {
                  free.remove(name);
                  live.values().stream()
                      .filter(e -> e.host.equals(name))
                      .forEach(e -> end(e, LossCause.HOST_LOST, ReleaseMode.NOW));
                }));
  }

  @Override
  public Optional<Runnable> fail() {
    BackendFailure failure = new BackendFailure(ErrorCategory.CLUSTER, "The toy is broken");
    return Optional.of(
        () ->
            actWhileOpen(
                () -> {
                  connected = false;
                  tell(e -> e.failed(failure));
                }));
  }
}
