package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
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
import dev.firesteel.backend.mesos.tenure.Ledger;
import dev.firesteel.backend.mesos.tenure.Resident;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The drivers of a dispatcher as executors of one application: whatever happens is on the disk
 * before it has an effect outside or is acknowledged.
 */
public final class DriverFleet implements Drivers {
  private static final Logger LOG = LogManager.getLogger(DriverFleet.class);

  private final FleetRules rules;
  private final DriverLogs logs;
  private final Keeping keeping;
  private final Prospects prospects;
  private final FleetEvents events;

  /**
   * Knows what is in the store; nothing is launched before {@link #start}.
   *
   * @param program what stands for a driver in launches
   */
  public DriverFleet(
      FleetRules rules,
      DriverStore store,
      DriverLogs logs,
      ExecutorProgram program,
      InstantSource clock,
      Later later) {
    this.rules = rules;
    this.logs = logs;
    this.keeping = new Keeping(rules.retained(), store, clock, later);
    this.prospects = new Prospects(logs);
    this.events = new FleetEvents(keeping, prospects, program);
  }

  // ---- life

  /** Attempts of before that may still run, for the backend; those that cannot are taken back. */
  public List<Resident> residents() {
    return keeping.act(
        () -> {
          DriverBook book = keeping.book();
          DriverEvent never =
              new DriverEvent.Lost(
                  LossReason.of(LossCause.OFFER_GONE, "It was not launched"), keeping.now());
          keeping.save(
              book.placed().stream()
                  .filter(each -> each.place().isEmpty())
                  .map(each -> DriverLife.after(each, never))
                  .toList());
          return book.placed().stream()
              .flatMap(each -> each.place().stream().map(place -> resident(each, place)))
              .toList();
        });
  }

  private static Resident resident(Entry entry, Place place) {
    return new Resident(
        entry.attempt(),
        DriverSize.of(entry.driver().order()),
        Sandboxes.taken(place),
        entry.driver().started().isPresent() ? Resident.Life.RAN : Resident.Life.LAUNCHED);
  }

  /** Is to be told of launches by the backend. */
  public Ledger ledger() {
    return events;
  }

  /**
   * Begins, once.
   *
   * @param backend knows the {@link #residents} and the {@link #ledger}
   */
  public void start(ClusterBackend backend) {
    keeping.act(() -> keeping.start(backend, () -> backend.start(events, Optional.empty())));
  }

  /** Completes when Mesos has taken the framework, or with the reason why it has not. */
  public CompletionStage<Void> connected() {
    return events.connected();
  }

  /** Completes with the reason when the fleet cannot go on: it is to be closed then. */
  public CompletionStage<FiresteelException> ended() {
    return keeping.ended();
  }

  /** The framework's id. */
  public String framework() {
    return keeping.act(keeping::framework);
  }

  /** Takes nothing more; the backend is to be stopped by whoever has opened it. */
  public void close() {
    keeping.act(keeping::close);
  }

  /**
   * The driver whose current attempt is an executor.
   *
   * @throws FiresteelException of category INTERNAL if there is none
   */
  public Driver of(ExecutorId attempt) {
    return keeping.act(() -> events.launchedAs(attempt).driver());
  }

  // ---- whoever asks

  @Override
  public Driver submit(DriverOrder order) {
    rules.check().accept(order);
    ResourceProfile size = DriverSize.of(order);
    return keeping.act(
        () -> {
          Optional<Entry> known = keeping.book().ordered(order.key());
          if (known.isPresent()) {
            return prospects.shown(known.get());
          }
          admit();
          Entry entry = keeping.book().draft(order, keeping.framework(), keeping.now());
          keeping.save(List.of(entry));
          LOG.info(
              "{} is queued: {} of {}, {}",
              entry.id(),
              order.name(),
              order.user(),
              size.executor());
          return prospects.shown(entry);
        });
  }

  private void admit() {
    if (!keeping.open()) {
      throw new FiresteelException(
          ErrorCategory.TRANSIENT, "Cannot take the order: the dispatcher ends (try again)");
    }
    if (keeping.book().waiting() >= rules.queue()) {
      throw new FiresteelException(
          ErrorCategory.RESOURCES,
          "Cannot take the order: "
              + rules.queue()
              + " drivers wait already (try again later, or raise firesteel.mesos.dispatcher.queue)");
    }
  }

  @Override
  public List<Driver> all() {
    return keeping.act(() -> keeping.book().newestFirst().stream().map(prospects::shown).toList());
  }

  @Override
  public Optional<Driver> find(String id) {
    return keeping.act(() -> keeping.book().find(id).map(prospects::shown));
  }

  @Override
  public Driver kill(String id) {
    return keeping.act(
        () -> {
          Entry now = keeping.change(known(id), new DriverEvent.Kill(keeping.now()));
          if (now.state() == DriverState.KILLING) {
            events.release(now);
          }
          return prospects.shown(now);
        });
  }

  @Override
  public LogPiece log(String id, LogStream stream, long offset) {
    Entry entry = keeping.act(() -> known(id));
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
    return keeping
        .book()
        .find(id)
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.CONFIGURATION,
                    "There is no driver " + id + " (any more; see the list of drivers)"));
  }
}
