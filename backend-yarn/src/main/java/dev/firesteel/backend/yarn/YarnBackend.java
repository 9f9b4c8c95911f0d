package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.EventLane;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.backend.yarn.ask.Fit;
import dev.firesteel.backend.yarn.rm.MasterLink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of the backend with the core: keeps one lock over all state, and tells and does
 * things outside it.
 *
 * <pre>
 * state      | start      | registered | not registered | attempt ended | stop     | all is freed
 * NEW        | CONNECTING |            |                |               | STOPPED  |
 * CONNECTING |            | OPEN       | FAILED         |               | STOPPING |
 * OPEN       |            |            |                | FAILED        | STOPPING |
 * FAILED     |            |            |                |               | STOPPING |
 * STOPPING   |            |            |                |               |          | STOPPED
 * </pre>
 */
final class YarnBackend implements ClusterBackend, Conversation.Host {
  private static final Logger LOG = LogManager.getLogger(YarnBackend.class);

  /** The driver waits for 20 s and takes the timer away then; unregistering takes its time, too. */
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
      new EventLane(e -> LOG.error("An event of the YARN backend failed in its receiver", e));
  private final Workers workers = new Workers();
  private final Parts parts;
  private final CompletableFuture<Void> connecting = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final List<Runnable> early = new ArrayList<>();
  private Life life = Life.NEW;
  private @Nullable BackendEvents events;
  private @Nullable Conversation conversation;
  private Runnable ending = () -> {};
  private boolean freeing;

  YarnBackend(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void start(BackendEvents to, Optional<RecoveryState> previous) {
    act(
        () -> {
          if (life != Life.NEW) {
            throw new IllegalStateException("Cannot start the YARN backend: it is " + life);
          }
          events = to;
          life = Life.CONNECTING;
          workers.run(this::connect);
        });
  }

  /** Registers; on a worker. */
  private void connect() {
    try {
      parts.rig().begin();
      MasterLink link = parts.mastership().open();
      Fit.require(parts.context().config(), link.registered().largest());
      Rig.Opened opened = parts.rig().open(link.registered());
      Conversation talk = new Conversation(parts, this, workers, link, opened);
      act(() -> connected(link, talk));
      if (conversation() == talk) {
        link.attach(talk);
      }
    } catch (FiresteelException e) {
      act(() -> notConnected(new BackendFailure(e.category(), String.valueOf(e.getMessage()))));
    } catch (IOException | RuntimeException | LinkageError e) {
      String text = "Cannot open a session on YARN: " + e;
      LOG.debug(text, e);
      act(() -> notConnected(new BackendFailure(ErrorCategory.CLUSTER, text)));
    } finally {
      connecting.complete(null);
    }
  }

  private @Nullable Conversation conversation() {
    synchronized (lock) {
      return conversation;
    }
  }

  private void connected(MasterLink link, Conversation talk) {
    if (life == Life.CONNECTING) {
      life = Life.OPEN;
      conversation = talk;
      ClusterDescription cluster = description(link);
      tell(to -> to.connected(cluster, Set.of()));
      early.forEach(Runnable::run);
      early.clear();
    }
  }

  private ClusterDescription description(MasterLink link) {
    return new ClusterDescription(
        parts.context().master().value(),
        link.registered().attempt().getApplicationId().toString(),
        parts.mastership().trackingAddress());
  }

  private void notConnected(BackendFailure why) {
    if (life == Life.CONNECTING) {
      life = Life.FAILED;
      tell(to -> to.failed(why));
    }
  }

  @Override
  public void declare(DemandSnapshot demand) {
    act(
        () -> {
          if (life == Life.CONNECTING) {
            early.add(() -> whileOpen(talk -> talk.declare(demand)));
          } else {
            whileOpen(talk -> talk.declare(demand));
          }
        });
  }

  @Override
  public void launch(OfferId offer, List<ExecutorLaunch> launches) {
    act(() -> whileOpen(talk -> talk.launch(offer, launches)));
  }

  @Override
  public void decline(OfferId offer, Duration refuseFor) {
    act(() -> whileOpen(talk -> talk.decline(offer, refuseFor)));
  }

  @Override
  public void release(ExecutorId executor, ReleaseMode mode, String why) {
    act(() -> whileOpen(talk -> talk.fleet().release(executor, mode, why)));
  }

  private void whileOpen(Consumer<Conversation> change) {
    Conversation talk = conversation;
    if (life == Life.OPEN && talk != null) {
      change.accept(talk);
    }
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    act(
        () -> {
          if (life == Life.STOPPING || life == Life.STOPPED) {
            return;
          }
          life = Life.STOPPING;
          early.clear();
          Conversation talk = conversation;
          if (talk != null) {
            talk.close();
            ReleaseMode mode =
                status == FinalStatus.SUCCEEDED ? ReleaseMode.GRACEFUL : ReleaseMode.NOW;
            talk.fleet().releaseAll(LossCause.STOPPED, mode, "the application ends");
            var unused =
                parts
                    .context()
                    .timer()
                    .schedule(
                        () -> act(() -> abandon(talk)),
                        PATIENCE_AT_STOP.toNanos(),
                        TimeUnit.NANOSECONDS);
          }
          ending = () -> free(status, diagnostics);
          freeIfEmpty();
        });
    return stopped.copy();
  }

  private void abandon(Conversation talk) {
    if (life == Life.STOPPING) {
      talk.fleet().abandon("neither its NodeManager nor the ResourceManager tells of its end");
    }
  }

  private void freeIfEmpty() {
    Conversation talk = conversation;
    if (life == Life.STOPPING && !freeing && (talk == null || talk.fleet().isEmpty())) {
      freeing = true;
      lane.add(() -> workers.run(ending)); // after all losses were told
    }
  }

  /** Frees all that is the backend's; on a worker. */
  private void free(FinalStatus status, String diagnostics) {
    Conversation talk = conversation();
    if (talk != null) {
      talk.leave();
    }
    parts.mastership().close(status, diagnostics);
    parts.rig().close(); // who connects may wait for its files
    if (events != null) {
      connecting.join();
    }
    if (talk != null) {
      talk.leave(); // it may have come after the first time
    }
    synchronized (lock) {
      life = Life.STOPPED;
    }
    workers.close();
    stopped.complete(null);
  }

  // ---- for the conversation

  @Override
  public void failed(FiresteelException why) {
    if (life == Life.OPEN) {
      life = Life.FAILED;
      BackendFailure failure = new BackendFailure(why.category(), String.valueOf(why.getMessage()));
      tell(to -> to.failed(failure));
    }
  }

  @Override
  public boolean isOpen() {
    return life == Life.OPEN;
  }

  @Override
  public void emptied() {
    freeIfEmpty();
  }

  @Override
  public void tell(Consumer<BackendEvents> event) {
    BackendEvents to = events;
    if (to != null) {
      lane.add(() -> event.accept(to));
    }
  }

  @Override
  public void act(Runnable change) {
    synchronized (lock) {
      change.run();
    }
    lane.run();
  }
}
