package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One conversation with a fresh backend, as the core would hold it. A step that does not succeed
 * breaks the rule that promises it.
 */
final class Stage implements AutoCloseable {
  private final BackendFixture fixture;
  private final Set<Rule> known;
  private final Props props;
  private final ClusterBackend backend;
  private final RecordedEvents events = new RecordedEvents();
  private final Set<OfferId> taken = new HashSet<>();
  private final ResourceProfile profile;
  private long generation;
  private int executors;
  private int stops;
  private boolean started;
  private boolean stopped;

  /**
   * Opens a backend.
   *
   * @param known rules that are known to be broken: waiting for what they promise is short
   */
  Stage(BackendFixture fixture, Set<Rule> known) throws IOException {
    this.fixture = fixture;
    this.known = Set.copyOf(known);
    this.profile = ResourceProfile.ofExecutor(new ProfileId("tck"), fixture.executor());
    this.props = new Props(fixture);
    try {
      this.backend = fixture.provider().open(props);
    } catch (RuntimeException e) {
      props.close();
      throw e;
    }
  }

  // ---- what is there

  BackendFixture fixture() {
    return fixture;
  }

  RecordedEvents events() {
    return events;
  }

  ClusterBackend backend() {
    return backend;
  }

  ResourceProfile profile() {
    return profile;
  }

  Faults faults() {
    return fixture.faults(backend);
  }

  boolean can(Capability capability) {
    Config config = props.config();
    return fixture.provider().capabilities(fixture.master(), config).contains(capability);
  }

  void needsCapacity(int least) {
    if (fixture.capacity() < least) {
      throw new NotApplicable(
          fixture.master() + " has room for fewer than " + least + " executors");
    }
  }

  void needsProcesses() {
    if (!can(Capability.PROCESSES)) {
      throw new NotApplicable("executors of this backend are no processes");
    }
  }

  /** Opens another backend for a master URL; it is never started. */
  ClusterBackend open(MasterUrl master) {
    return fixture.provider().open(props.at(master));
  }

  static <T> T hook(Optional<T> hook, String what) {
    return hook.orElseThrow(() -> new NotApplicable("the fixture has no hook to " + what));
  }

  // ---- what the core says

  /** Starts and waits for the connection. */
  void connect() {
    start();
    Heard answer =
        await(
            Rule.L1,
            "connected",
            all ->
                all.stream()
                    .filter(h -> h instanceof Heard.Connected || h instanceof Heard.Failed)
                    .findFirst());
    if (answer instanceof Heard.Failed failed) {
      throw new RuleBroken(
          Rule.L1, "the cluster cannot be connected to: " + failed.failure().message());
    }
  }

  void start() {
    start(Rule.T1);
  }

  /** Starts; if that does not return, {@code promise} is broken. */
  void start(Rule promise) {
    started = true;
    call(promise, "start", () -> backend.start(events, Optional.empty()));
  }

  /** Wants this many executors of the usual profile. */
  void want(int count) {
    declare(ProfileDemand.of(profile, count));
  }

  void declare(ProfileDemand... profiles) {
    declare(new TreeSet<>(), profiles);
  }

  void declare(SortedSet<HostName> excluded, ProfileDemand... profiles) {
    declareAs(++generation, excluded, profiles);
  }

  void declareAs(long number, SortedSet<HostName> excluded, ProfileDemand... profiles) {
    generation = Math.max(generation, number);
    for (ProfileDemand demand : profiles) {
      ResourceProfile of = demand.profile();
      events.order(
          order -> {
            order.demands(of.id(), of.executor());
            return of;
          });
    }
    DemandSnapshot snapshot = new DemandSnapshot(number, List.of(profiles), excluded);
    call("declare", () -> backend.declare(snapshot));
  }

  ExecutorId newId() {
    return new ExecutorId("e-" + ++executors);
  }

  ExecutorLaunch launchOf(ExecutorId id) {
    return props.launches().of(id, profile);
  }

  ExecutorLaunch brokenLaunchOf(ExecutorId id) {
    return props.launches().broken(id, profile);
  }

  void launch(OfferId offer, ExecutorLaunch... launches) {
    List<ExecutorLaunch> all = List.of(launches);
    note(offer, all);
    call("launch", () -> backend.launch(offer, all));
  }

  /** Prepares the record for a launch that a reaction makes by itself. */
  void note(OfferId offer, List<ExecutorLaunch> launches) {
    taken.add(offer);
    events.order(
        order -> {
          order.launches(offer, launches.stream().map(ExecutorLaunch::executor).toList());
          return offer;
        });
  }

  void decline(OfferId offer, Duration refuseFor) {
    taken.add(offer);
    events.order(
        order -> {
          order.declines(offer);
          return offer;
        });
    call("decline", () -> backend.decline(offer, refuseFor));
  }

  void release(ExecutorId executor, ReleaseMode mode) {
    call("release", () -> backend.release(executor, mode, "the kit asks for it"));
  }

  CompletionStage<Void> stopping(FinalStatus status) {
    stops++;
    return core(Rule.T1).call("stop", () -> backend.stop(status, "the check is over"));
  }

  /** Notes that a reaction calls {@code stop} by itself. */
  void noteStop() {
    stops++;
  }

  /** Waits for the end of a stage that {@code stop} gave. */
  void awaitStop(Rule rule, CompletionStage<Void> stage) {
    try {
      stage.toCompletableFuture().get(patience(rule).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw broken(rule, "stop did not complete; " + events.transcript());
    } catch (ExecutionException e) {
      throw new RuleBroken(rule, "stop completed with " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops, waits, and from then on takes no event. */
  void stop() {
    stop(FinalStatus.SUCCEEDED);
  }

  void stop(FinalStatus status) {
    stopped = true;
    Rule promise = stops == 0 ? Rule.L3 : Rule.L5;
    awaitStop(promise, stopping(status));
    events.order(
        order -> {
          order.stopped();
          return order;
        });
  }

  private void call(String name, Runnable call) {
    call(Rule.T1, name, call);
  }

  private void call(Rule promise, String name, Runnable call) {
    core(promise)
        .call(
            name,
            () -> {
              call.run();
              return name;
            });
  }

  // ---- what the core waits for

  /** An open offer that covers an executor and was not used yet. */
  Offer offer() {
    return offer(Rule.D2);
  }

  Offer offer(Rule promise) {
    return await(
        promise,
        "an offer with room for " + profile.executor(),
        all ->
            openOffers(all).stream()
                .filter(o -> o.resources().covers(profile.executor()))
                .findFirst());
  }

  /** Open offers that cover an executor and were not used yet, as far as they are told. */
  List<Offer> open() {
    return openOffers(events.all()).stream()
        .filter(o -> o.resources().covers(profile.executor()))
        .toList();
  }

  List<Offer> openOffers(List<Heard> all) {
    Set<OfferId> gone = new HashSet<>(taken);
    all.forEach(
        heard -> {
          if (heard instanceof Heard.Rescinded rescinded) {
            gone.add(rescinded.offer());
          }
        });
    return all.stream()
        .filter(Heard.Offered.class::isInstance)
        .flatMap(heard -> ((Heard.Offered) heard).offers().stream())
        .filter(o -> !gone.contains(o.id()))
        .toList();
  }

  /** Launches the test program on the next offer and waits until it runs. */
  ExecutorId run() {
    ExecutorId id = newId();
    launch(offer().id(), launchOf(id));
    running(id);
    return id;
  }

  /** Waits until an executor runs. */
  TestExecutor running(ExecutorId id) {
    launched(id);
    return props
        .roster()
        .await(id.value(), patience(Rule.E2))
        .orElseThrow(
            () ->
                new RuleBroken(
                    Rule.E2,
                    "The program of "
                        + id
                        + " did not run or lacks its environment (TCK_...); "
                        + events.transcript()));
  }

  TestExecutor child(ExecutorId id) {
    return props
        .roster()
        .await(id + "/child", fixture.patience())
        .orElseThrow(() -> new IllegalStateException("The child of " + id + " did not start"));
  }

  List<TestExecutor> programs() {
    return props.roster().all();
  }

  Placement launched(ExecutorId id) {
    return await(
        Rule.E1,
        "launched for " + id,
        all ->
            all.stream()
                .filter(h -> h instanceof Heard.Launched l && l.executor().equals(id))
                .map(h -> ((Heard.Launched) h).at())
                .findFirst());
  }

  LossReason lost(ExecutorId id) {
    return lost(Rule.E1, id);
  }

  LossReason lost(Rule promise, ExecutorId id) {
    return await(promise, "lost for " + id, all -> losses(all, id).stream().findFirst());
  }

  List<LossReason> losses(ExecutorId id) {
    return losses(events.all(), id);
  }

  private static List<LossReason> losses(List<Heard> all, ExecutorId id) {
    return all.stream()
        .filter(h -> h instanceof Heard.Lost l && l.executor().equals(id))
        .map(h -> ((Heard.Lost) h).reason())
        .toList();
  }

  List<Offer> offers() {
    return events.all(Heard.Offered.class).stream().flatMap(o -> o.offers().stream()).toList();
  }

  <T> T await(Rule promise, String what, Function<List<Heard>, Optional<T>> question) {
    return events
        .await(patience(promise), question)
        .orElseThrow(() -> broken(promise, what + " did not come; " + events.transcript()));
  }

  private CoreThread core(Rule promise) {
    return new CoreThread(patience(promise), fault(promise));
  }

  /** What to throw when {@code promise} is not kept. */
  RuleBroken broken(Rule promise, String message) {
    return new RuleBroken(fault(promise), message);
  }

  /** What rests on a rule that is known to be broken is that rule's fault. */
  private Rule fault(Rule promise) {
    return promise.bases().stream().filter(known::contains).findFirst().orElse(promise);
  }

  static <T> Optional<T> first(List<Heard> all, Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Gives what must not come the time to come. */
  void linger() {
    events.await(fixture.linger(), all -> Optional.empty());
  }

  Duration patience(Rule rule) {
    boolean hopeless = known.contains(rule) || rule.bases().stream().anyMatch(known::contains);
    return hopeless ? fixture.patience().dividedBy(20) : fixture.patience();
  }

  static Resources times(Resources resources, int factor) {
    Resources sum = Resources.NONE;
    for (int i = 0; i < factor; i++) {
      sum = sum.plus(resources);
    }
    return sum;
  }

  /** Stops the backend if the check has not, then frees the kit's own things. */
  @Override
  public void close() throws IOException {
    try {
      if (started && !stopped) {
        stop();
      }
    } finally {
      props.close();
    }
  }
}
