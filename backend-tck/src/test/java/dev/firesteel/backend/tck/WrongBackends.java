package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.RecoveredExecutor;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;

/** Backends that are wrong in exactly one rule. */
final class WrongBackends {
  private WrongBackends() {}

  /** A wrong backend and the rule that it breaks. */
  record Wrong(String name, Rule breaks, Function<BackendContext, ClusterBackend> maker) {
    @Override
    public String toString() {
      return breaks + ": " + name;
    }
  }

  static Stream<Wrong> all() {
    return Stream.of(life(), threads(), demand(), offers(), executors()).flatMap(s -> s);
  }

  private static Wrong wrong(
      String name, Rule breaks, Function<BackendContext, ClusterBackend> maker) {
    return new Wrong(name, breaks, maker);
  }

  private static Stream<Wrong> life() {
    return Stream.of(
        wrong("connects twice", Rule.L1, ConnectsTwice::new),
        wrong("never answers start", Rule.L1, NeverConnects::new),
        wrong("talks before it is connected", Rule.L2, TalksBeforeConnected::new),
        wrong("leaves executors running at stop", Rule.L3, LeaksExecutors::new),
        wrong("never completes stop", Rule.L3, NeverStops::new),
        wrong("talks after stop", Rule.L4, TalksAfterStop::new),
        wrong("completes the first stop only", Rule.L5, HangsAtSecondStop::new),
        wrong("talks after failed", Rule.L6, TalksAfterFailed::new),
        wrong("throws after stop", Rule.L7, ThrowsAfterStop::new));
  }

  private static final class ConnectsTwice extends Distorted {
    ConnectsTwice(BackendContext context) {
      super(context);
    }

    @Override
    public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
      core.connected(cluster, survivors);
      core.connected(cluster, survivors);
    }
  }

  private static final class NeverConnects extends Distorted {
    NeverConnects(BackendContext context) {
      super(context);
    }

    @Override
    public void start(BackendEvents events, Optional<RecoveryState> previous) {
      // Forgets the application.
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      return CompletableFuture.completedFuture(null);
    }
  }

  private static final class TalksBeforeConnected extends Distorted {
    TalksBeforeConnected(BackendContext context) {
      super(context);
    }

    @Override
    public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
      core.disconnected("not yet connected");
      core.connected(cluster, survivors);
    }
  }

  private static final class LeaksExecutors extends Distorted {
    private final Set<ExecutorId> running = new HashSet<>();
    private boolean stopped;

    LeaksExecutors(BackendContext context) {
      super(context);
    }

    @Override
    public void launched(ExecutorId executor, Placement at) {
      running.add(executor);
      super.launched(executor, at);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      running.remove(executor);
      super.lost(executor, reason);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      if (!stopped) {
        super.launch(offer, launches);
      }
    }

    @Override
    public void declare(DemandSnapshot demand) {
      if (!stopped) {
        super.declare(demand);
      }
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      stopped = true;
      running.forEach(id -> core.lost(id, LossReason.of(LossCause.STOPPED, "so it says")));
      running.clear();
      core = new RecordedEvents(); // which nobody reads
      return CompletableFuture.completedFuture(null);
    }
  }

  private static final class NeverStops extends Distorted {
    NeverStops(BackendContext context) {
      super(context);
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      super.stop(status, diagnostics);
      return new CompletableFuture<>();
    }
  }

  private static final class TalksAfterStop extends Distorted {
    TalksAfterStop(BackendContext context) {
      super(context);
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      CompletionStage<Void> stopped = super.stop(status, diagnostics);
      CompletableFuture.runAsync(
          () -> core.disconnected("late"), CompletableFuture.delayedExecutor(2, MILLISECONDS));
      return stopped;
    }
  }

  private static final java.util.concurrent.TimeUnit MILLISECONDS =
      java.util.concurrent.TimeUnit.MILLISECONDS;

  private static final class HangsAtSecondStop extends Distorted {
    private int stops;

    HangsAtSecondStop(BackendContext context) {
      super(context);
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      CompletionStage<Void> stopped = super.stop(status, diagnostics);
      return stops++ == 0 ? stopped : new CompletableFuture<>();
    }
  }

  private static final class TalksAfterFailed extends Distorted {
    TalksAfterFailed(BackendContext context) {
      super(context);
    }

    @Override
    public void failed(BackendFailure failure) {
      core.failed(failure);
      core.disconnected("failed, you know");
    }
  }

  private static final class ThrowsAfterStop extends Distorted {
    private boolean stopped;

    ThrowsAfterStop(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      if (stopped) {
        throw new IllegalStateException("stopped");
      }
      super.declare(demand);
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      stopped = true;
      return super.stop(status, diagnostics);
    }
  }

  private static Stream<Wrong> threads() {
    return Stream.of(
        wrong("blocks in declare", Rule.T1, BlocksInDeclare::new),
        wrong("tells losses on threads of their own", Rule.T2, TellsLossesAtOnce::new),
        wrong("deadlocks when called from within an event", Rule.T3, DeadlocksOnReentry::new));
  }

  private static final class BlocksInDeclare extends Distorted {
    private final CountDownLatch stopped = new CountDownLatch(1);

    BlocksInDeclare(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      super.declare(demand);
      try {
        stopped.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      stopped.countDown();
      return super.stop(status, diagnostics);
    }
  }

  private static final class TellsLossesAtOnce extends Distorted {
    private boolean stopping;

    TellsLossesAtOnce(BackendContext context) {
      super(context);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      if (stopping) {
        super.lost(executor, reason);
      } else {
        new Thread(() -> super.lost(executor, reason), "tck-loss").start();
      }
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      stopping = true;
      return super.stop(status, diagnostics);
    }
  }

  private static final class DeadlocksOnReentry extends Distorted {
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    private final CountDownLatch never = new CountDownLatch(1);

    DeadlocksOnReentry(BackendContext context) {
      super(context);
    }

    @Override
    public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
      inside.set(true);
      core.connected(cluster, survivors);
      inside.set(false);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      if (inside.get()) {
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      super.declare(demand);
    }
  }

  private static Stream<Wrong> demand() {
    return Stream.of(
        wrong("takes every snapshot, old or new", Rule.D1, IgnoresGeneration::new),
        wrong("offers only when asked", Rule.D2, OffersOnlyWhenAsked::new),
        wrong("goes on offering when demand is met", Rule.D3, OffersTooMuch::new),
        wrong("gives two offers one id", Rule.D4, RepeatsIds::new),
        wrong("offers on excluded hosts", Rule.D4, IgnoresExclusion::new),
        wrong("offers a profile too little", Rule.D4, OffersTooLittle::new),
        wrong("is silent about impossible demand", Rule.D9, Silent::new),
        wrong("never takes a reason back", Rule.D9, NeverTakesReasonsBack::new),
        wrong("says too large for what it cannot do", Rule.P3, MixesUpReasons::new));
  }

  private static final class IgnoresGeneration extends Distorted {
    private long own;

    IgnoresGeneration(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      super.declare(new DemandSnapshot(++own, demand.profiles(), demand.excludedHosts()));
    }
  }

  private static final class OffersOnlyWhenAsked extends Distorted {
    private boolean asked;

    OffersOnlyWhenAsked(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      asked = true;
      super.declare(demand);
      asked = false;
    }

    @Override
    public void offered(List<Offer> offers) {
      if (asked) {
        core.offered(offers);
      } else {
        offers.forEach(o -> right.decline(o.id(), Duration.ofHours(1)));
      }
    }
  }

  private static final class OffersTooMuch extends Distorted {
    private DemandSnapshot last = DemandSnapshot.none(0);

    OffersTooMuch(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      last = demand;
      super.declare(
          new DemandSnapshot(demand.generation() * 2, demand.profiles(), demand.excludedHosts()));
    }

    @Override
    public void launched(ExecutorId executor, Placement at) {
      core.launched(executor, at);
      List<ProfileDemand> more =
          last.profiles().stream()
              .map(p -> ProfileDemand.of(p.profile(), p.executors() + 1))
              .toList();
      right.declare(new DemandSnapshot(last.generation() * 2 + 1, more, last.excludedHosts()));
    }
  }

  private static final class RepeatsIds extends Distorted {
    RepeatsIds(BackendContext context) {
      super(context);
    }

    @Override
    public void offered(List<Offer> offers) {
      List<Offer> twice = new ArrayList<>(offers);
      twice.add(offers.get(0));
      core.offered(twice);
    }
  }

  private static final class IgnoresExclusion extends Distorted {
    IgnoresExclusion(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      super.declare(new DemandSnapshot(demand.generation(), demand.profiles(), new TreeSet<>()));
    }
  }

  private static final class OffersTooLittle extends Distorted {
    private Optional<ProfileId> profile = Optional.empty();

    OffersTooLittle(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      profile = demand.profiles().stream().map(p -> p.profile().id()).findFirst();
      super.declare(demand);
    }

    @Override
    public void offered(List<Offer> offers) {
      List<Offer> all = new ArrayList<>(offers);
      Offer first = offers.get(0);
      OfferId id = new OfferId(first.id() + "-small");
      all.add(new Offer(id, first.at(), Resources.of(1, 1), profile, new TreeMap<>()));
      core.offered(all);
    }
  }

  private static final class Silent extends Distorted {
    Silent(BackendContext context) {
      super(context);
    }

    @Override
    public void pending(ProfileId profile, List<PendingReason> why) {
      // Keeps it to itself.
    }
  }

  private static final class NeverTakesReasonsBack extends Distorted {
    NeverTakesReasonsBack(BackendContext context) {
      super(context);
    }

    @Override
    public void pending(ProfileId profile, List<PendingReason> why) {
      if (!why.isEmpty()) {
        super.pending(profile, why);
      }
    }
  }

  private static final class MixesUpReasons extends Distorted {
    MixesUpReasons(BackendContext context) {
      super(context);
    }

    @Override
    public void pending(ProfileId profile, List<PendingReason> why) {
      super.pending(
          profile,
          why.stream()
              .map(r -> new PendingReason(PendingReason.Kind.TOO_LARGE, r.detail()))
              .toList());
    }
  }

  private static Stream<Wrong> offers() {
    return Stream.of(
        wrong("forgets offers at newer demand", Rule.D5, ForgetsOffers::new),
        wrong("offers declined room at once", Rule.D6, c -> refusing(c, Duration.ZERO)),
        wrong("offers declined room never", Rule.D6, c -> refusing(c, Duration.ofHours(1))),
        wrong("loses launches on rescinded offers", Rule.D7, LosesLateLaunches::new),
        wrong("launches what fits of too much", Rule.D8, LaunchesWhatFits::new));
  }

  private static final class ForgetsOffers extends Distorted {
    private final Set<OfferId> open = new HashSet<>();
    private final Set<OfferId> forgotten = new HashSet<>();
    private long generation;

    ForgetsOffers(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      if (demand.generation() > generation) {
        generation = demand.generation();
        forgotten.addAll(open);
      }
      super.declare(demand);
    }

    @Override
    public void offered(List<Offer> offers) {
      offers.forEach(o -> open.add(o.id()));
      core.offered(offers);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      super.launch(forgotten.contains(offer) ? new OfferId("forgotten") : offer, launches);
    }
  }

  private static ClusterBackend refusing(BackendContext context, Duration always) {
    return new Distorted(context) {
      @Override
      public void decline(OfferId offer, Duration refuseFor) {
        super.decline(offer, always);
      }
    };
  }

  private static final class LosesLateLaunches extends Distorted {
    LosesLateLaunches(BackendContext context) {
      super(context);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      if (reason.cause() != LossCause.OFFER_GONE) {
        super.lost(executor, reason);
      }
    }
  }

  private static final class LaunchesWhatFits extends Distorted {
    private final Map<OfferId, Resources> sizes = new LinkedHashMap<>();

    LaunchesWhatFits(BackendContext context) {
      super(context);
    }

    @Override
    public void offered(List<Offer> offers) {
      offers.forEach(o -> sizes.put(o.id(), o.resources()));
      core.offered(offers);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      List<ExecutorLaunch> fit = new ArrayList<>();
      List<ExecutorLaunch> rest = new ArrayList<>();
      Resources sum = Resources.NONE;
      for (ExecutorLaunch launch : launches) {
        Resources with = sum.plus(launch.profile().executor());
        boolean fits = sizes.getOrDefault(offer, with).covers(with);
        (fits ? fit : rest).add(launch);
        sum = fits ? with : sum;
      }
      super.launch(offer, fit);
      rest.forEach(
          l -> core.lost(l.executor(), LossReason.of(LossCause.INVALID_LAUNCH, "no room")));
    }
  }

  private static Stream<Wrong> executors() {
    return Stream.of(
        wrong("tells each loss twice", Rule.E1, TellsLossesTwice::new),
        wrong("tells each launch twice", Rule.E1, TellsLaunchesTwice::new),
        wrong("does not tell losses at stop", Rule.E1, c -> dropping(c, LossCause.STOPPED)),
        wrong("swallows a variable", Rule.E2, SwallowsEnvironment::new),
        wrong("joins and splits the arguments", Rule.E2, SplitsArguments::new),
        wrong("tells another host", Rule.E2, TellsAnotherHost::new),
        wrong("drops exit codes", Rule.E3, DropsExitCodes::new),
        wrong("calls every end a release", Rule.E3, c -> calling(c, LossCause.EXITED)),
        wrong("calls a lost host an exit", Rule.E3, c -> calling(c, LossCause.HOST_LOST)),
        wrong("calls a release an exit", Rule.E4, c -> calling(c, LossCause.RELEASED)),
        wrong("throws at an unknown release", Rule.E4, ThrowsAtUnknownRelease::new),
        wrong("kills at once", Rule.E5, KillsAtOnce::new),
        wrong("never forces", Rule.E5, NeverForces::new),
        wrong("offers nothing after a loss", Rule.E6, ForgetsAfterLoss::new),
        wrong("launches an id twice", Rule.E7, LaunchesIdsTwice::new));
  }

  private static final class TellsLossesTwice extends Distorted {
    TellsLossesTwice(BackendContext context) {
      super(context);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      super.lost(executor, reason);
      if (reason.cause() == LossCause.RELEASED) {
        super.lost(executor, reason);
      }
    }
  }

  private static final class TellsLaunchesTwice extends Distorted {
    TellsLaunchesTwice(BackendContext context) {
      super(context);
    }

    @Override
    public void launched(ExecutorId executor, Placement at) {
      super.launched(executor, at);
      super.launched(executor, at);
    }
  }

  private static ClusterBackend dropping(BackendContext context, LossCause cause) {
    return new Distorted(context) {
      @Override
      public void lost(ExecutorId executor, LossReason reason) {
        if (reason.cause() != cause) {
          super.lost(executor, reason);
        }
      }
    };
  }

  private static final class SwallowsEnvironment extends Distorted {
    SwallowsEnvironment(BackendContext context) {
      super(context);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      super.launch(offer, launches.stream().map(SwallowsEnvironment::without).toList());
    }

    private static ExecutorLaunch without(ExecutorLaunch l) {
      TreeMap<String, String> rest = new TreeMap<>(l.environment());
      rest.remove("TCK_ODD");
      return new ExecutorLaunch(l.executor(), l.profile(), l.program(), l.arguments(), rest);
    }
  }

  private static final class SplitsArguments extends Distorted {
    SplitsArguments(BackendContext context) {
      super(context);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      super.launch(offer, launches.stream().map(SplitsArguments::split).toList());
    }

    private static ExecutorLaunch split(ExecutorLaunch l) {
      List<String> words = List.of(String.join(" ", l.arguments()).split(" "));
      return new ExecutorLaunch(l.executor(), l.profile(), l.program(), words, l.environment());
    }
  }

  private static final class TellsAnotherHost extends Distorted {
    TellsAnotherHost(BackendContext context) {
      super(context);
    }

    @Override
    public void launched(ExecutorId executor, Placement at) {
      super.launched(executor, Placement.of(new HostName("elsewhere")));
    }

    @Override
    public Optional<java.util.function.Consumer<HostName>> loseHost() {
      return Optional.empty();
    }
  }

  private static final class DropsExitCodes extends Distorted {
    DropsExitCodes(BackendContext context) {
      super(context);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      super.lost(
          executor,
          reason.cause() == LossCause.EXITED
              ? LossReason.of(reason.cause(), reason.diagnostics())
              : reason);
    }
  }

  /** Tells RELEASED instead of the cause, or EXITED instead of RELEASED. */
  private static ClusterBackend calling(BackendContext context, LossCause cause) {
    LossCause told = cause == LossCause.EXITED ? LossCause.RELEASED : LossCause.EXITED;
    return new Distorted(context) {
      @Override
      public void lost(ExecutorId executor, LossReason r) {
        OptionalInt code = r.exitCode();
        super.lost(
            executor,
            r.cause() == cause ? new LossReason(told, code, r.diagnostics(), r.logAddress()) : r);
      }
    };
  }

  private static final class ThrowsAtUnknownRelease extends Distorted {
    private boolean stopped;
    private final Set<ExecutorId> known = new HashSet<>();

    ThrowsAtUnknownRelease(BackendContext context) {
      super(context);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      launches.forEach(l -> known.add(l.executor()));
      super.launch(offer, launches);
    }

    @Override
    public void release(ExecutorId executor, ReleaseMode mode, String why) {
      if (!known.contains(executor) && !stopped) {
        throw new IllegalArgumentException("Unknown executor " + executor);
      }
      super.release(executor, mode, why);
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      stopped = true;
      return super.stop(status, diagnostics);
    }
  }

  private static final class KillsAtOnce extends Distorted {
    KillsAtOnce(BackendContext context) {
      super(context);
    }

    @Override
    public void release(ExecutorId executor, ReleaseMode mode, String why) {
      super.release(executor, ReleaseMode.NOW, why);
    }
  }

  private static final class NeverForces extends ToyBackend {
    NeverForces(BackendContext context) {
      super(context, 2, Resources.of(2, 256));
    }

    @Override
    Duration grace() {
      return Duration.ofHours(1);
    }
  }

  private static final class ForgetsAfterLoss extends ToyBackend {
    ForgetsAfterLoss(BackendContext context) {
      super(context, 2, Resources.of(2, 256));
    }

    @Override
    void afterLoss() {
      // Does not look at the demand again.
    }
  }

  private static final class LaunchesIdsTwice extends ToyBackend {
    LaunchesIdsTwice(BackendContext context) {
      super(context, 2, Resources.of(2, 256));
    }

    @Override
    boolean isNew(ExecutorLaunch launch) {
      return true;
    }
  }
}
