package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.EventLane;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.SchedulerEvents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of the backend with the core: keeps one lock over all state, and tells and does
 * things outside it.
 *
 * <pre>
 * state      | start      | subscribed | failed | stop     | all is freed
 * NEW        | CONNECTING |            |        | STOPPED  |
 * CONNECTING |            | OPEN       | FAILED | STOPPING |
 * OPEN       |            |            | FAILED | STOPPING |
 * FAILED     |            |            |        | STOPPING |
 * STOPPING   |            |            |        |          | STOPPED
 * </pre>
 */
final class MesosBackend implements ClusterBackend, SchedulerEvents, Conversation.Host {
  private static final Logger LOG = LogManager.getLogger(MesosBackend.class);

  /** The driver waits for 20 s and takes the timer away then; leaving takes its time, too. */
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(12);

  private enum Life {
    NEW,
    CONNECTING,
    OPEN,
    FAILED,
    STOPPING,
    STOPPED
  }

  private final Object lock = new Object();
  private final EventLane lane =
      new EventLane(e -> LOG.error("An event of the Mesos backend failed in its receiver", e));
  private final Workers workers = new Workers();
  private final Parts parts;
  private final Conversation conversation;
  private final Farewell farewell;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private Life life = Life.NEW;
  private @Nullable BackendEvents events;
  private @Nullable ExecutorTasks tasks;
  private boolean lost;
  private boolean freeing;

  MesosBackend(Parts parts) {
    this.parts = parts;
    this.conversation = new Conversation(parts, this, workers);
    this.farewell =
        new Farewell(
            parts.wire(), parts.tenure().end(), parts.context().config().get(MesosKeys.ROLES));
  }

  // ---- the core's side

  @Override
  public void start(BackendEvents to, Optional<RecoveryState> previous) {
    act(
        () -> {
          if (life != Life.NEW) {
            throw new IllegalStateException("Cannot start the Mesos backend: it is " + life);
          }
          events = to;
          life = Life.CONNECTING;
          farewell.expected();
          workers.run(this::connect);
        });
  }

  /** Makes ready what executors need, and subscribes; on a worker. */
  private void connect() {
    try {
      ExecutorTasks opened = parts.tasks().get();
      synchronized (lock) {
        tasks = opened;
      }
      conversation.use(opened);
      var unused = opened.ready().whenComplete((done, error) -> act(conversation::ready));
      parts.wire().start(Frameworks.of(parts.context(), parts.tenure()), this);
    } catch (FiresteelException e) {
      failed(e.category(), String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("Cannot open a session on Mesos", e);
      failed(ErrorCategory.CLUSTER, "Cannot open a session on Mesos: " + e);
    }
  }

  @Override
  public void declare(DemandSnapshot demand) {
    act(
        () -> {
          if (life == Life.CONNECTING || life == Life.OPEN) {
            conversation.declare(demand);
          }
        });
  }

  @Override
  public void launch(OfferId offer, List<ExecutorLaunch> launches) {
    act(() -> whileOpen(() -> conversation.launch(offer, launches)));
  }

  @Override
  public void decline(OfferId offer, Duration refuseFor) {
    act(() -> whileOpen(() -> conversation.decline(offer, refuseFor)));
  }

  @Override
  public void release(ExecutorId executor, ReleaseMode mode, String why) {
    act(() -> whileOpen(() -> conversation.release(executor, mode, why)));
  }

  private void whileOpen(Runnable change) {
    if (life == Life.OPEN) {
      change.run();
    }
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    act(
        () -> {
          if (life == Life.STOPPING || life == Life.STOPPED) {
            return;
          }
          boolean mute = life == Life.FAILED;
          life = Life.STOPPING;
          if (parts.tenure().end() == Tenure.End.HANDOVER) {
            conversation.handOver();
          } else {
            conversation.stop(
                status == FinalStatus.SUCCEEDED ? ReleaseMode.GRACEFUL : ReleaseMode.NOW);
          }
          if (mute) {
            conversation.abandon("the connection to Mesos is gone for good");
          }
          var unused =
              parts
                  .context()
                  .timer()
                  .schedule(
                      () -> act(() -> conversation.abandon("Mesos does not tell of its end")),
                      PATIENCE_AT_STOP.toNanos(),
                      TimeUnit.NANOSECONDS);
          freeIfEmpty();
        });
    return stopped.copy();
  }

  private void freeIfEmpty() {
    if (life == Life.STOPPING && !freeing && conversation.isEmpty()) {
      freeing = true;
      lane.add(() -> workers.run(this::free)); // after all losses were told
    }
  }

  /** Frees all that is the backend's; on a worker. */
  private void free() {
    farewell.leave();
    ExecutorTasks opened;
    synchronized (lock) {
      life = Life.STOPPED;
      opened = tasks;
      conversation.end();
    }
    if (opened != null) {
      opened.close();
    }
    workers.close();
    stopped.complete(null);
  }

  // ---- the cluster's side

  @Override
  public void subscribed(FrameworkID id, MasterInfo master, Duration heartbeat) {
    LOG.debug("Subscribed as {} at {}", id.getValue(), master.getHostname());
    farewell.subscribed();
    act(
        () -> {
          ClusterDescription cluster = Frameworks.describe(parts.context(), id, master);
          boolean first = life == Life.CONNECTING;
          if (first) {
            life = Life.OPEN;
          }
          if (first || lost) {
            Set<RecoveredExecutor> survivors = first ? conversation.survivors() : Set.of();
            tellWhileOpen(to -> to.connected(cluster, survivors));
          }
          lost = false;
          conversation.subscribed(id);
        });
  }

  @Override
  public void event(Event event, long arrived) {
    act(() -> conversation.event(event));
  }

  @Override
  public void disconnected(String why) {
    act(
        () -> {
          conversation.disconnected();
          if (!lost && life == Life.OPEN) {
            lost = true;
            tellWhileOpen(to -> to.disconnected(why));
          }
        });
  }

  @Override
  public void accepted(Call call) {
    farewell.answered(call);
  }

  @Override
  public void refused(Call call, int status, String sentence) {
    LOG.warn("Mesos refuses a call {}: {} {}", call.getType(), status, sentence);
    farewell.answered(call);
    act(() -> conversation.refused(call, sentence));
  }

  @Override
  public void lost(Call call, Delivery delivery) {
    LOG.debug("A call {} is lost: {}", call.getType(), delivery);
    farewell.lost(call);
    act(() -> conversation.lost(call, delivery));
  }

  @Override
  public void failed(ErrorCategory category, String message) {
    farewell.failed();
    act(
        () -> {
          if (life == Life.CONNECTING || life == Life.OPEN) {
            BackendFailure failure = new BackendFailure(category, message);
            tell(to -> to.failed(failure));
            life = Life.FAILED;
          }
          conversation.disconnected();
          if (life == Life.STOPPING) {
            conversation.abandon(message);
          }
        });
  }

  // ---- for the conversation

  @Override
  public void tellWhileOpen(Consumer<BackendEvents> event) {
    if (life == Life.OPEN || life == Life.CONNECTING) {
      tell(event);
    }
  }

  @Override
  public void tell(Consumer<BackendEvents> event) {
    BackendEvents to = events;
    if (to != null) {
      lane.add(() -> event.accept(to));
    }
  }

  @Override
  public void afterwards(Runnable step) {
    lane.add(step);
  }

  @Override
  public void act(Runnable change) {
    synchronized (lock) {
      change.run();
      freeIfEmpty();
      conversation.plan();
    }
    lane.run();
  }
}
