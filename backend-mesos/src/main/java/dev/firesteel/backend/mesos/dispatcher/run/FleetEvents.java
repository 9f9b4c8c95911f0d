package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
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
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.book.DriverEvent;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import dev.firesteel.backend.mesos.offer.Taken;
import dev.firesteel.backend.mesos.tenure.Ledger;
import dev.firesteel.backend.mesos.wire.FrameworkAdvice;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.Protos.TaskID;

/** What the backend tells a fleet: on the disk when a method returns. */
final class FleetEvents implements BackendEvents, Ledger {
  private static final Logger LOG = LogManager.getLogger(FleetEvents.class);
  private static final Duration UNWANTED = Duration.ofSeconds(5);

  private final Keeping keeping;
  private final Prospects prospects;
  private final ExecutorProgram program;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();

  /**
   * Of a fleet.
   *
   * @param program what stands for a driver in launches
   */
  FleetEvents(Keeping keeping, Prospects prospects, ExecutorProgram program) {
    this.keeping = keeping;
    this.prospects = prospects;
    this.program = program;
    var unused = keeping.ended().thenAccept(connected::completeExceptionally);
  }

  CompletionStage<Void> connected() {
    return connected.copy();
  }

  // ---- the connection

  @Override
  public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
    keeping.record(
        () -> {
          String name = cluster.applicationName();
          if (!keeping.framework().equals(name)) {
            LOG.warn(
                "Mesos has given up framework {}, and its drivers; going on as {}",
                keeping.framework(),
                name);
            keeping.become(name);
          }
          prospects.connected();
          keeping.book().in(DriverState.KILLING).forEach(this::release);
        });
    connected.complete(null);
  }

  /** Ends the attempt of a driver; called within a step. */
  void release(Entry entry) {
    ExecutorId attempt = entry.attempt();
    keeping.command(to -> to.release(attempt, ReleaseMode.GRACEFUL, "it was killed on request"));
  }

  @Override
  public void disconnected(String why) {
    keeping.act(() -> prospects.disconnected(why));
    LOG.warn("Mesos is gone: {}", why);
  }

  @Override
  public void failed(BackendFailure failure) {
    String message = FrameworkAdvice.ofDispatcher(failure.message());
    FiresteelException why = new FiresteelException(failure.category(), message);
    keeping.act(() -> prospects.disconnected(message));
    keeping.end(why);
  }

  // ---- offers

  @Override
  public void offered(List<Offer> offers) {
    keeping.act(
        () -> {
          offers.forEach(each -> keeping.seen(each.at().host()));
          Dealing dealing = Dealing.of(offers, keeping.book().in(DriverState.QUEUED));
          keeping.save(dealing.launched());
          dealing.byOffer().forEach(this::answer);
        });
  }

  private void answer(OfferId offer, List<Entry> launched) {
    if (launched.isEmpty()) {
      keeping.command(to -> to.decline(offer, UNWANTED));
    } else {
      List<ExecutorLaunch> launches = launched.stream().map(this::launch).toList();
      keeping.command(to -> to.launch(offer, launches));
    }
  }

  private ExecutorLaunch launch(Entry entry) {
    return new ExecutorLaunch(
        entry.attempt(),
        DriverSize.of(entry.driver().order()),
        program,
        List.of(),
        new TreeMap<>());
  }

  @Override
  public void rescinded(OfferId offer) {
    // Each offer is used or declined at once.
  }

  @Override
  public void pending(ProfileId profile, List<PendingReason> why) {
    keeping.act(() -> prospects.pending(profile, why));
  }

  // ---- attempts

  @Override
  public void launching(ExecutorId executor, TaskID task, Taken taken) {
    keeping.act(
        () ->
            keeping.change(
                launchedAs(executor),
                new DriverEvent.Placed(Sandboxes.place(keeping.framework(), task, taken))));
  }

  /** The driver whose attempt this is; called within a step. */
  Entry launchedAs(ExecutorId attempt) {
    return keeping
        .book()
        .whose(attempt)
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.INTERNAL, "No driver is launched as " + attempt));
  }

  @Override
  public void launched(ExecutorId executor, Placement at) {
    keeping.record(
        () ->
            keeping
                .book()
                .whose(executor)
                .ifPresent(
                    entry -> {
                      var unused = keeping.change(entry, new DriverEvent.Started(keeping.now()));
                      LOG.info("{} runs on {}", executor, at.host());
                    }));
  }

  @Override
  public void preempting(ExecutorId executor, Duration notice) {
    LOG.warn("{} will be ended in {} s, by maintenance", executor, notice.toSeconds());
  }

  @Override
  public void lost(ExecutorId executor, LossReason reason) {
    keeping.record(
        () ->
            keeping
                .book()
                .whose(executor)
                .ifPresent(
                    entry -> {
                      LossReason why = Wording.of(entry, reason);
                      Entry next = keeping.change(entry, new DriverEvent.Lost(why, keeping.now()));
                      if (next.setbacks().launches() > entry.setbacks().launches()) {
                        entry.place().ifPresent(place -> keeping.avoid(place.at().host()));
                      }
                      LOG.info(
                          "{} has ended: {}; the driver is {}",
                          executor,
                          why.diagnostics(),
                          next.state());
                    }));
  }

  @Override
  public boolean sound() {
    return keeping.sound();
  }
}
