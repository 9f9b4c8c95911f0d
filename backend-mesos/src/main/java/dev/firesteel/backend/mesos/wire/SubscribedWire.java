package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.backend.mesos.detect.HostPort;
import dev.firesteel.backend.mesos.detect.LeaderDetector;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * The wire: asks candidates in rounds until one subscribes it, and begins again when that ends. All
 * state belongs to one thread.
 */
final class SubscribedWire implements SchedulerWire {
  private static final Logger LOG = LogManager.getLogger(SubscribedWire.class);

  private final MesosMaster master;
  private final LeaderDetector detector;
  private final Transport transport;
  private final Loop loop;
  private final Pauses pauses;
  private final Duration patience;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile @Nullable Life life;

  /**
   * A wire that is not yet started.
   *
   * @param patience how long a connection and its first answer may take
   */
  SubscribedWire(
      MesosMaster master,
      LeaderDetector detector,
      Transport transport,
      Loop loop,
      Pauses pauses,
      Duration patience) {
    this.master = master;
    this.detector = detector;
    this.transport = transport;
    this.loop = loop;
    this.pauses = pauses;
    this.patience = patience;
  }

  @Override
  public void start(FrameworkInfo framework, SchedulerEvents events) {
    Life begun = new Life(framework, new Teller(events));
    life = begun;
    loop.execute(begun::begin);
  }

  @Override
  public void call(Call call) {
    Life current = life;
    if (current == null) {
      throw new IllegalStateException("The wire has not been started");
    }
    loop.execute(() -> current.outbox.add(call));
  }

  @Override
  public CompletionStage<Void> close() {
    if (closing.compareAndSet(false, true)) {
      Life current = life;
      loop.execute(
          () -> {
            if (current != null) {
              current.end();
            }
            detector.close();
            loop.execute(this::last); // after what ending has brought
          });
    }
    return closed;
  }

  private void last() {
    loop.close();
    closed.complete(null);
  }

  /** What happens between start and close, on the wire's thread. */
  private final class Life implements Session.Owner, Outbox.Owner, LeaderDetector.Listener {
    private final Teller teller;
    private final Outbox outbox;
    private FrameworkInfo framework;
    private List<HostPort> candidates = List.of();
    private Optional<Failure> trouble = Optional.empty();
    private @Nullable Round round;
    private @Nullable Session session;
    private @Nullable Future<?> pause;
    private @Nullable Future<?> firstTime;
    private Optional<String> endedWhileTearingDown = Optional.empty();
    private boolean everSubscribed;
    private boolean over;

    Life(FrameworkInfo framework, Teller teller) {
      this.framework = framework;
      this.teller = teller;
      this.outbox = new Outbox(transport, teller, this);
    }

    void begin() {
      try {
        detector.start(looped());
      } catch (RuntimeException | LinkageError e) {
        LOG.error("The leader of {} cannot be looked for", master, e);
        fatal(Failure.last(ErrorCategory.INTERNAL, "the leader cannot be looked for: " + e, ""));
      }
      firstTime = loop.after(patience.multipliedBy(2), this::firstTimeIsUp);
    }

    private LeaderDetector.Listener looped() {
      return new LeaderDetector.Listener() {
        @Override
        public void leader(List<HostPort> found) {
          loop.execute(() -> Life.this.leader(found));
        }

        @Override
        public void none(String why) {
          loop.execute(() -> Life.this.none(why));
        }
      };
    }

    void end() {
      over = true;
      teller.silence();
      outbox.cut();
      abandon();
    }

    @Override
    public void leader(List<HostPort> found) {
      candidates = found;
      trouble = Optional.empty();
      if (over || (session != null && found.contains(session.at()))) {
        return;
      }
      if (session != null && session.subscribed()) {
        drop("another master leads now: " + found.get(0));
      }
      newRound();
    }

    @Override
    public void none(String why) {
      candidates = List.of();
      trouble = Optional.of(Failure.passing(why));
      LOG.info("No leading master of {} is known: {}", master, why);
    }

    private void newRound() {
      abandon();
      if (!over && !candidates.isEmpty()) {
        round = new Round(candidates, listed());
        nextCandidate(round);
      }
    }

    private void nextCandidate(Round current) {
      Optional<HostPort> at = current.next();
      if (at.isEmpty()) {
        noneOf(current.failure());
        return;
      }
      Session next = new Session(at.get(), loop, this);
      session = next;
      next.begin(transport, subscribe(), patience.multipliedBy(everSubscribed ? 3 : 2));
    }

    private Call subscribe() {
      Call.Builder call =
          Call.newBuilder()
              .setType(Call.Type.SUBSCRIBE)
              .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework));
      if (framework.hasId()) {
        call.setFrameworkId(framework.getId());
      }
      return call.build();
    }

    private void noneOf(Failure why) {
      trouble = Optional.of(why);
      session = null;
      if (!everSubscribed && why.kind() == Failure.Kind.WRONG_ADDRESS && listed()) {
        fatal(why);
        return;
      }
      LOG.info("No master of {} subscribes us: {}", master, why.text());
      pause();
    }

    private boolean listed() {
      return master instanceof MesosMaster.Listed;
    }

    private void pause() {
      pause = loop.after(pauses.next(), this::newRound);
    }

    private void firstTimeIsUp() {
      if (over) {
        return;
      }
      Failure unanswered =
          round == null ? Failure.passing("it could not be asked in time") : round.failure();
      fatal(trouble.orElse(unanswered));
    }

    @Override
    public void redirected(HostPort from, HostPort to) {
      LOG.debug("{} redirects to {}", from, to);
      Round current = round;
      if (current != null) {
        current.redirected(from, to);
        nextCandidate(current);
      }
    }

    @Override
    public void unsubscribed(HostPort at, Failure why) {
      if (why.kind() == Failure.Kind.FINAL) {
        fatal(why);
        return;
      }
      Round current = round;
      if (current != null) {
        current.failed(at, why);
        nextCandidate(current);
      }
    }

    @Override
    public void subscribed(Session by, Event.Subscribed what) {
      everSubscribed = true;
      if (firstTime != null) {
        firstTime.cancel(false);
      }
      round = null;
      framework = framework.toBuilder().setId(what.getFrameworkId()).build();
      LOG.info("Subscribed at {} as framework {}", by.at(), what.getFrameworkId().getValue());
      outbox.open(by.at(), by.streamId(), what.getFrameworkId());
      teller.tell(
          events ->
              events.subscribed(
                  what.getFrameworkId(), what.getMasterInfo(), Session.heartbeat(what)));
    }

    @Override
    public void lasting() {
      pauses.reset();
    }

    @Override
    public void event(Event event, long arrived) {
      teller.tell(events -> events.event(event, arrived));
    }

    @Override
    public void ended(String why) {
      if (outbox.tearingDown()) {
        endedWhileTearingDown = Optional.of(why);
      } else {
        drop(why);
        pause();
      }
    }

    @Override
    public void deaf(String why) {
      if (!over && session != null && session.subscribed()) {
        drop(why);
        pause();
      }
    }

    @Override
    public void tornDown() {
      LOG.info("The framework is torn down");
      over = true;
      outbox.cut();
      abandon();
    }

    @Override
    public void notTornDown() {
      endedWhileTearingDown.ifPresent(
          why -> {
            endedWhileTearingDown = Optional.empty();
            drop(why);
            pause();
          });
    }

    @Override
    public void fatal(Failure why) {
      if (over) {
        return;
      }
      if (why.kind() == Failure.Kind.REMOVED && !everSubscribed && framework.hasId()) {
        anew();
        return;
      }
      String what = everSubscribed ? "Lost Mesos at " : "Cannot subscribe to Mesos at ";
      teller.tell(events -> events.failed(why.category(), what + master + ": " + why.text()));
      end();
      detector.close();
    }

    /** The framework that this driver was to go on with has ended. */
    private void anew() {
      LOG.warn(
          "Framework {} cannot be gone on with: {} has removed it, because it was away for longer"
              + " than its failover time-out or was torn down; subscribing as a new one",
          framework.getId().getValue(),
          master);
      framework = framework.toBuilder().clearId().build();
      newRound();
    }

    /** The subscription is gone. */
    private void drop(String why) {
      String at = session == null ? master.toString() : session.at().toString();
      abandon();
      LOG.info("Disconnected from {}: {}", at, why);
      teller.tell(events -> events.disconnected(at + ": " + why));
      outbox.cut();
    }

    /** Ends whatever is under way. */
    private void abandon() {
      if (pause != null) {
        pause.cancel(false);
        pause = null;
      }
      if (session != null) {
        session.cancel();
        session = null;
      }
      round = null;
    }
  }
}
