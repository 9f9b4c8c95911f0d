package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.offer.Accept;
import dev.firesteel.backend.mesos.offer.Maintenance;
import dev.firesteel.backend.mesos.offer.Moment;
import dev.firesteel.backend.mesos.offer.OfferBook;
import dev.firesteel.backend.mesos.offer.OfferRules;
import dev.firesteel.backend.mesos.task.Departure;
import dev.firesteel.backend.mesos.task.TaskBook;
import dev.firesteel.backend.mesos.task.TaskEffects;
import dev.firesteel.backend.mesos.task.TaskRules;
import dev.firesteel.backend.mesos.tenure.Resident;
import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.SchedulerEvents;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What is said to Mesos and by it. All methods are called under the backend's lock. */
final class Conversation implements TaskEffects {
  /** What the conversation needs of the backend. */
  interface Host {
    /** Changes state under the lock, then delivers events. */
    void act(Runnable change);

    /** Tells a loss; called under the lock. */
    void tell(Consumer<BackendEvents> event);

    /** Tells an event unless the core may get losses only (L6); called under the lock. */
    void tellWhileOpen(Consumer<BackendEvents> event);

    /** Does something after all that was told; called under the lock. */
    void afterwards(Runnable step);
  }

  private final Parts parts;
  private final Host host;
  private final Workers workers;
  private final OfferBook offers;
  private final TaskBook tasks;
  private final Maintenance maintenance;
  private final Launching launching;
  private final Alarm alarm;
  private FrameworkID framework = FrameworkID.getDefaultInstance();
  private int departing;
  private boolean handedOver;
  private boolean ready;

  /** What was declared before launches were possible. */
  private DemandSnapshot early = DemandSnapshot.none(Long.MIN_VALUE);

  Conversation(Parts parts, Host host, Workers workers) {
    this.parts = parts;
    this.host = host;
    this.workers = workers;
    Config config = parts.context().config();
    Tenure tenure = parts.tenure();
    OfferRules rules =
        tenure.memory() == Tenure.Memory.TASK
            ? OfferRules.of(config).wholeTasks()
            : OfferRules.of(config);
    this.offers = new OfferBook(rules, host::tellWhileOpen, this::call);
    this.tasks =
        new TaskBook(
            new TaskRules(
                parts.nonce(),
                config.get(MesosKeys.UNREACHABLE_TIMEOUT),
                tenure.grace().orElse(config.get(MesosKeys.RELEASE_GRACE))),
            this);
    this.maintenance = new Maintenance(rules.pace().notice());
    this.launching = new Launching(tenure.ledger());
    this.alarm = new Alarm(parts.context().timer(), () -> host.act(this::tick));
    tenure.residents().forEach(offers::adopt);
    tenure.residents().forEach(tasks::adopt);
  }

  /** Where descriptions of tasks come from; without the lock. */
  void use(ExecutorTasks opened) {
    launching.use(opened);
  }

  /** Executors of an earlier holder of the framework, as far as is known. */
  Set<RecoveredExecutor> survivors() {
    return parts.tenure().residents().stream()
        .filter(each -> each.life() == Resident.Life.RAN)
        .map(each -> new RecoveredExecutor(each.executor(), each.profile().id(), each.taken().at()))
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean isEmpty() {
    return tasks.isEmpty() && departing == 0;
  }

  private Moment now() {
    return parts.clock().now();
  }

  // ---- the core's side

  void declare(DemandSnapshot demand) {
    if (ready) {
      offers.declare(demand, now());
    } else if (demand.generation() > early.generation()) {
      early = demand;
    }
  }

  /** Launches need not wait any more: from now on offers are wanted. */
  void ready() {
    ready = true;
    declare(early);
  }

  void decline(OfferId offer, Duration refuseFor) {
    offers.decline(offer, refuseFor, now());
  }

  void launch(OfferId offer, List<ExecutorLaunch> launches) {
    offers
        .launch(offer, launches, now())
        .ifPresent(
            accept -> {
              tasks.prepare(accept);
              workers.run(() -> describe(accept));
            });
  }

  /** Describes tasks, which may wait for files, and launches them; on a worker. */
  private void describe(Accept accept) {
    Launching.Described described = launching.describe(accept, tasks::idOf);
    host.act(
        () -> {
          described.failures().forEach(tasks::notPrepared);
          List<ExecutorId> ready = tasks.prepared(accept, now().nanos());
          if (ready.isEmpty()) {
            offers.notLaunched(accept);
          } else {
            call(Launching.call(accept, ready.stream().map(described::task).toList()));
          }
        });
  }

  void release(ExecutorId executor, ReleaseMode mode, String why) {
    tasks.release(executor, mode, why, now().nanos());
  }

  void stop(ReleaseMode mode) {
    offers.close(now());
    tasks.stop(mode, now().nanos());
  }

  void abandon(String why) {
    tasks.abandon(why);
  }

  /** Leaves all as it is to whoever goes on with the framework. */
  void handOver() {
    handedOver = true;
    offers.close(now());
    tasks.leave();
  }

  // ---- Mesos' side

  void subscribed(FrameworkID id) {
    framework = id;
    Moment now = now();
    offers.subscribed(now);
    tasks.subscribed(now.nanos());
  }

  void disconnected() {
    tasks.disconnected();
    offers.disconnected();
  }

  void event(Event event) {
    if (handedOver) {
      return; // updates are repeated to whoever goes on, offers end with the connection
    }
    switch (event.getType()) {
      case OFFERS -> offers.offered(event.getOffers().getOffersList(), now());
      case RESCIND ->
          offers
              .rescinded(event.getRescind().getOfferId(), now())
              .ifPresent(late -> tasks.offerGone(late, "Mesos took the offer back"));
      case UPDATE -> tasks.update(event.getUpdate().getStatus(), now().nanos());
      case INVERSE_OFFERS -> announced(event.getInverseOffers());
      case RESCIND_INVERSE_OFFER ->
          maintenance
              .calledOff(event.getRescindInverseOffer().getInverseOfferId())
              .ifPresent(agent -> offers.staying(now()));
      default -> {
        // Failures of agents are told task by task; messages are not for us.
      }
    }
  }

  private void announced(Event.InverseOffers inverse) {
    Call.AcceptInverseOffers.Builder accept =
        Call.AcceptInverseOffers.newBuilder().setFilters(Launching.filters(Maintenance.REPEAT));
    inverse
        .getInverseOffersList()
        .forEach(
            each -> {
              accept.addInverseOfferIds(each.getId());
              maintenance.announced(each, now());
            });
    call(
        Call.newBuilder()
            .setType(Call.Type.ACCEPT_INVERSE_OFFERS)
            .setAcceptInverseOffers(accept)
            .build());
    leave(now());
  }

  private void leave(Moment now) {
    maintenance.due(now).forEach(each -> tasks.preempting(each.agent(), each.notice()));
  }

  void refused(Call call, String sentence) {
    if (call.getType() == Call.Type.ACCEPT) {
      tasks.refused(Launching.tasksOf(call), sentence);
    }
  }

  void lost(Call call, SchedulerEvents.Delivery delivery) {
    if (call.getType() == Call.Type.ACCEPT) {
      List<TaskID> launched = Launching.tasksOf(call);
      switch (delivery) {
        case NOT_DELIVERED -> tasks.notDelivered(launched, "the connection to Mesos was gone");
        case UNKNOWN -> tasks.uncertain(launched, now().nanos());
      }
    }
  }

  // ---- time

  private void tick() {
    alarm.rang();
    Moment now = now();
    leave(now);
    offers.tick(now);
    tasks.tick(now.nanos());
  }

  /** Sees to it that the next tick comes; after each change. */
  void plan() {
    Moment now = now();
    OptionalLong next =
        Stream.of(offers.nextTick(now.nanos()), tasks.nextTick(), maintenance.nextTick(now))
            .flatMapToLong(OptionalLong::stream)
            .flatMap(LongStream::of)
            .min();
    alarm.set(next, now.nanos());
  }

  /** No tick comes any more. */
  void end() {
    alarm.end();
  }

  // ---- effects of tasks

  @Override
  public void call(Call call) {
    parts.wire().call(call);
  }

  @Override
  public void launched(ExecutorId executor, Placement at) {
    host.tellWhileOpen(to -> to.launched(executor, at));
  }

  @Override
  public void preempting(ExecutorId executor, Duration notice) {
    host.tellWhileOpen(to -> to.preempting(executor, notice));
  }

  @Override
  public void gone(Departure departure) {
    departing++;
    offers.ending(departure.executor());
    Sandbox sandbox = new Sandbox(departure.taken().address(), framework, departure.task());
    if (departure.log() == Departure.Log.SILENT) {
      leave(departure, departure.verdict().reason(""));
      return;
    }
    workers.run(
        () -> {
          LossReason reason = departure.verdict().reason(tail(sandbox));
          LossReason with =
              new LossReason(
                  reason.cause(),
                  reason.exitCode(),
                  reason.diagnostics(),
                  parts.logs().address(sandbox));
          host.act(() -> leave(departure, with));
        });
  }

  private String tail(Sandbox sandbox) {
    try {
      return parts.logs().tail(sandbox);
    } catch (RuntimeException e) {
      return "";
    }
  }

  private void leave(Departure departure, LossReason reason) {
    departing--;
    host.tell(to -> to.lost(departure.executor(), reason));
    departure.last().ifPresent(this::acknowledge);
    offers.ended(departure.executor(), now());
  }

  @Override
  public void acknowledge(TaskStatus update) {
    if (update.hasUuid()) {
      Call call = Launching.acknowledgement(update);
      host.afterwards(
          () -> {
            if (parts.tenure().ledger().sound()) {
              call(call);
            }
          });
    }
  }

  @Override
  public void alive(ExecutorId executor) {
    offers.alive(executor);
  }

  @Override
  public void taken(OfferId offer) {
    offers.launched(offer);
  }

  @Override
  public void tooLate(OfferId offer) {
    offers.tooLate(offer);
  }
}
