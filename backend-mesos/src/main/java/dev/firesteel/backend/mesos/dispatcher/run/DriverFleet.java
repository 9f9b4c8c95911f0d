package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.EventLane;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.Drivers;
import dev.firesteel.backend.mesos.dispatcher.LogPiece;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.dispatcher.book.DriverBook;
import dev.firesteel.backend.mesos.dispatcher.book.DriverEvent;
import dev.firesteel.backend.mesos.dispatcher.book.DriverLife;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import dev.firesteel.backend.mesos.dispatcher.book.Place;
import dev.firesteel.backend.mesos.dispatcher.store.DriverStore;
import dev.firesteel.backend.mesos.offer.Taken;
import dev.firesteel.backend.mesos.tenure.Ledger;
import dev.firesteel.backend.mesos.tenure.Resident;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.Protos.TaskID;
import org.jspecify.annotations.Nullable;

/**
 * The drivers of a dispatcher as executors of one application: whatever happens is on the disk
 * before it has an effect outside or is acknowledged. One lock is around book and store; the
 * backend is called outside of it, in order.
 */
public final class DriverFleet implements Drivers, BackendEvents, Ledger {
  private static final Logger LOG = LogManager.getLogger(DriverFleet.class);
  private static final Duration UNWANTED = Duration.ofSeconds(5);

  private final Object lock = new Object();
  private final EventLane commands =
      new EventLane(e -> LOG.error("A command of the dispatcher to Mesos failed", e));
  private final FleetRules rules;
  private final DriverStore store;
  private final InstantSource clock;
  private final Later later;
  private final DriverLogs logs;
  private final DriverBook book;
  private final Prospects prospects;
  private final Demand demand = new Demand();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private String framework;
  private @Nullable ClusterBackend backend;
  private @Nullable ExecutorProgram program;
  private volatile boolean sound = true;
  private boolean closed;

  /** Knows what is in the store; nothing is launched before {@link #start}. */
  public DriverFleet(
      FleetRules rules, DriverStore store, DriverLogs logs, InstantSource clock, Later later) {
    this.rules = rules;
    this.store = store;
    this.logs = logs;
    this.clock = clock;
    this.later = later;
    this.book = new DriverBook(store.entries(), store.next());
    this.prospects = new Prospects(logs);
    this.framework = store.identity().framework();
  }

  // ---- life

  /** Attempts of before that may still run, for the backend; those that cannot are taken back. */
  public List<Resident> residents() {
    synchronized (lock) {
      LossReason never = LossReason.of(LossCause.OFFER_GONE, "It was not launched");
      Instant now = clock.instant();
      save(
          book.placed().stream()
              .filter(each -> each.place().isEmpty())
              .map(each -> DriverLife.after(each, new DriverEvent.Lost(never, now)))
              .toList());
      return book.placed().stream()
          .flatMap(each -> each.place().stream().map(place -> resident(each, place)))
          .toList();
    }
  }

  private static Resident resident(Entry entry, Place place) {
    return new Resident(
        entry.attempt(),
        DriverSize.of(entry.driver().order()),
        Sandboxes.taken(place),
        entry.driver().started().isPresent() ? Resident.Life.RAN : Resident.Life.LAUNCHED);
  }

  /**
   * Begins, once.
   *
   * @param to knows the {@link #residents}, and has this as its ledger
   * @param what stands for a driver in launches
   */
  public void start(ClusterBackend to, ExecutorProgram what) {
    synchronized (lock) {
      backend = to;
      program = what;
      commands.add(() -> to.start(this, Optional.empty()));
      declare();
      book.in(DriverState.WAITING).forEach(this::wake);
    }
    commands.run();
  }

  /** Completes when Mesos has taken the framework, or with the reason why it has not. */
  public CompletionStage<Void> connected() {
    return connected.copy();
  }

  /** Completes, with the reason, when the fleet cannot go on: it is to be closed then. */
  public CompletionStage<Void> ended() {
    return ended.copy();
  }

  /** The framework's id. */
  public String framework() {
    synchronized (lock) {
      return framework;
    }
  }

  /** Takes nothing more; the backend is to be stopped by whoever has opened it. */
  public void close() {
    synchronized (lock) {
      closed = true;
    }
  }

  // ---- whoever asks

  @Override
  public Driver submit(DriverOrder order) {
    rules.check().accept(order);
    DriverSize.of(order);
    Driver taken;
    synchronized (lock) {
      Optional<Entry> known = book.ordered(order.key());
      if (known.isPresent()) {
        return prospects.shown(known.get());
      }
      if (closed || !sound) {
        throw new FiresteelException(
            ErrorCategory.TRANSIENT, "Cannot take the order: the dispatcher ends (try again)");
      }
      if (book.waiting() >= rules.queue()) {
        throw new FiresteelException(
            ErrorCategory.RESOURCES,
            "Cannot take the order: "
                + rules.queue()
                + " drivers wait already (try again later, or raise firesteel.mesos.dispatcher.queue)");
      }
      Entry entry = book.draft(order, framework, clock.instant());
      save(List.of(entry));
      LOG.info("{}: {} of {} is queued", entry.id(), order.name(), order.user());
      taken = prospects.shown(entry);
    }
    commands.run();
    return taken;
  }

  @Override
  public List<Driver> all() {
    synchronized (lock) {
      return book.newestFirst().stream().map(prospects::shown).toList();
    }
  }

  @Override
  public Optional<Driver> find(String id) {
    synchronized (lock) {
      return book.find(id).map(prospects::shown);
    }
  }

  @Override
  public Driver kill(String id) {
    Driver killed;
    synchronized (lock) {
      Entry entry = known(id);
      change(entry, new DriverEvent.Kill(clock.instant()));
      Entry now = known(id);
      if (now.state() == DriverState.KILLING) {
        release(now);
      }
      killed = prospects.shown(now);
    }
    commands.run();
    return killed;
  }

  private void release(Entry entry) {
    ExecutorId attempt = entry.attempt();
    command(to -> to.release(attempt, ReleaseMode.GRACEFUL, "it was killed on request"));
  }

  @Override
  public LogPiece log(String id, LogStream stream, long offset) {
    Entry entry;
    synchronized (lock) {
      entry = known(id);
    }
    return entry
        .place()
        .map(place -> logs.read(Sandboxes.of(place), stream, offset))
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.INPUT_OUTPUT,
                    "There is no log of " + id + ": it is " + entry.state() + ", at no agent"));
  }

  private Entry known(String id) {
    return book.find(id)
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.CONFIGURATION,
                    "There is no driver " + id + " (any more; see the list of drivers)"));
  }

  /**
   * The driver whose current attempt is an executor.
   *
   * @throws FiresteelException of category INTERNAL if there is none
   */
  public Driver of(ExecutorId attempt) {
    synchronized (lock) {
      return launched(attempt).driver();
    }
  }

  private Entry launched(ExecutorId attempt) {
    return book.whose(attempt)
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.INTERNAL, "No driver is launched as " + attempt));
  }

  // ---- the backend

  @Override
  public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
    synchronized (lock) {
      if (!framework.equals(cluster.applicationName())) {
        LOG.warn(
            "Mesos has given up framework {}, and its drivers; going on as {}",
            framework,
            cluster.applicationName());
        framework = cluster.applicationName();
        writing(() -> store.become(framework));
      }
      prospects.connected();
      book.in(DriverState.KILLING).forEach(this::release);
    }
    connected.complete(null);
    commands.run();
  }

  @Override
  public void disconnected(String why) {
    synchronized (lock) {
      prospects.disconnected(why);
    }
    LOG.warn("Mesos is gone: {}", why);
  }

  @Override
  public void offered(List<Offer> offers) {
    synchronized (lock) {
      Dealing dealing = Dealing.of(offers, book.in(DriverState.QUEUED));
      save(dealing.launched());
      dealing.byOffer().forEach(this::answer);
    }
    commands.run();
  }

  private void answer(OfferId offer, List<Entry> launched) {
    ExecutorProgram what = program;
    if (launched.isEmpty() || what == null) {
      command(to -> to.decline(offer, UNWANTED));
      return;
    }
    List<ExecutorLaunch> launches =
        launched.stream()
            .map(
                each ->
                    new ExecutorLaunch(
                        each.attempt(),
                        DriverSize.of(each.driver().order()),
                        what,
                        List.of(),
                        new TreeMap<>(Map.of())))
            .toList();
    command(to -> to.launch(offer, launches));
  }

  @Override
  public void rescinded(OfferId offer) {
    // Each offer is used or declined at once.
  }

  @Override
  public void launching(ExecutorId executor, TaskID task, Taken taken) {
    synchronized (lock) {
      change(launched(executor), new DriverEvent.Placed(Sandboxes.place(framework, task, taken)));
    }
  }

  @Override
  public void launched(ExecutorId executor, Placement at) {
    synchronized (lock) {
      book.whose(executor)
          .ifPresent(
              entry -> {
                change(entry, new DriverEvent.Started(clock.instant()));
                LOG.info("{}: attempt {} runs on {}", entry.id(), attempt(entry), at.host());
              });
    }
  }

  private static int attempt(Entry entry) {
    return entry.driver().attempt();
  }

  @Override
  public void preempting(ExecutorId executor, Duration notice) {
    LOG.warn("{} will be ended in {} s, by maintenance", executor, notice.toSeconds());
  }

  @Override
  public void lost(ExecutorId executor, LossReason reason) {
    synchronized (lock) {
      book.whose(executor)
          .ifPresent(
              entry -> {
                LossReason why = Wording.of(entry, reason);
                change(entry, new DriverEvent.Lost(why, clock.instant()));
                LOG.info(
                    "{}: attempt {} has ended: {}", entry.id(), attempt(entry), why.diagnostics());
              });
    }
    commands.run();
  }

  @Override
  public void pending(ProfileId profile, List<PendingReason> why) {
    synchronized (lock) {
      prospects.pending(profile, why);
    }
  }

  @Override
  public void failed(BackendFailure failure) {
    synchronized (lock) {
      prospects.disconnected(failure.message());
    }
    end(new FiresteelException(failure.category(), failure.message()));
  }

  @Override
  public boolean sound() {
    return sound;
  }

  // ---- changes; all under the lock

  private void change(Entry entry, DriverEvent event) {
    Entry next = DriverLife.after(entry, event);
    if (!next.equals(entry)) {
      save(List.of(next));
    }
  }

  /** Writes entries, then all that follows. */
  private void save(Collection<Entry> changed) {
    if (changed.isEmpty()) {
      return;
    }
    writing(() -> store.save(changed));
    changed.forEach(book::put);
    changed.stream().filter(each -> each.state() == DriverState.WAITING).forEach(this::wake);
    List<Entry> surplus = book.surplus(rules.retained());
    if (!surplus.isEmpty()) {
      writing(() -> store.remove(surplus));
      surplus.forEach(book::remove);
    }
    declare();
  }

  private void writing(Runnable change) {
    try {
      change.run();
    } catch (FiresteelException e) {
      sound = false;
      end(e);
      throw e;
    }
  }

  private void end(FiresteelException why) {
    if (ended.completeExceptionally(why)) {
      connected.completeExceptionally(why);
    }
  }

  private void declare() {
    demand.changed(book).ifPresent(snapshot -> command(to -> to.declare(snapshot)));
  }

  private void command(Consumer<ClusterBackend> command) {
    ClusterBackend to = backend;
    if (to != null) {
      commands.add(() -> command.accept(to));
    }
  }

  /** Queues a driver when its pause is over. */
  private void wake(Entry waiting) {
    if (closed || !sound) {
      return;
    }
    later.after(
        Duration.between(clock.instant(), waiting.setbacks().until()),
        () -> {
          synchronized (lock) {
            book.find(waiting.id()).filter(waiting::equals).ifPresent(this::queue);
          }
          commands.run();
        });
  }

  private void queue(Entry waiting) {
    if (waiting.setbacks().until().isAfter(clock.instant())) {
      wake(waiting); // clocks differ
    } else if (!closed && sound) {
      change(waiting, new DriverEvent.PauseOver());
    }
  }
}
