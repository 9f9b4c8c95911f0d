package dev.firesteel.backend.local;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.EventLane;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of the local backends: keeps the {@link OfferBook} and the executors under one
 * lock, and tells and starts things outside it, in the {@link EventLane}.
 *
 * <p>Life: NEW, then OPEN after {@code start}, or FAILED if the runner did not open; STOPPING from
 * any of them after {@code stop}, until the last executor has ended; then STOPPED.
 */
final class LocalBackend implements ClusterBackend {
  private enum Life {
    NEW,
    OPEN,
    FAILED,
    STOPPING,
    STOPPED
  }

  private static final Logger LOG = LogManager.getLogger(LocalBackend.class);

  private final Object lock = new Object();
  private final EventLane lane =
      new EventLane(e -> LOG.error("An event of the local backend failed in its receiver", e));
  private final BackendContext context;
  private final ExecutorRunner runner;
  private final OfferBook book;
  private final Map<ExecutorId, LiveExecutor> executors = new LinkedHashMap<>();
  private final Map<OfferBook.Refusal, Future<?>> refusals = new HashMap<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private Life life = Life.NEW;
  private @Nullable BackendEvents events;

  LocalBackend(BackendContext context, Capacity capacity, ExecutorRunner runner) {
    this.context = context;
    this.runner = runner;
    this.book = new OfferBook(context.master().value(), capacity, this::tell);
  }

  @Override
  public void start(BackendEvents to, Optional<RecoveryState> previous) {
    act(
        () -> {
          if (life != Life.NEW) {
            throw new IllegalStateException(
                "Cannot start the backend of " + context.master() + ": it is " + life);
          }
          events = to;
          try {
            runner.open();
            life = Life.OPEN;
            String name = context.master().value();
            ClusterDescription here =
                new ClusterDescription(name, context.application().value(), "");
            tell(e -> e.connected(here, Set.of()));
          } catch (FiresteelException failure) {
            life = Life.FAILED;
            String message = String.valueOf(failure.getMessage());
            tell(e -> e.failed(new BackendFailure(failure.category(), message)));
          }
        });
  }

  @Override
  public void declare(DemandSnapshot demand) {
    actWhileOpen(
        () -> {
          book.declare(demand);
          refusals.forEach(
              (refusal, timer) -> {
                if (!book.holds(refusal)) {
                  timer.cancel(false);
                }
              });
          refusals.values().removeIf(Future::isDone);
        });
  }

  @Override
  public void launch(OfferId offer, List<ExecutorLaunch> launches) {
    actWhileOpen(
        () -> {
          for (ExecutorLaunch launch : book.launch(offer, launches)) {
            LiveExecutor executor = new LiveExecutor(launch, book.at(launch.executor()));
            executors.put(launch.executor(), executor);
            lane.add(executor::start);
          }
        });
  }

  @Override
  public void decline(OfferId offer, Duration refuseFor) {
    actWhileOpen(
        () -> {
          OfferBook.Refusal refusal = book.decline(offer).orElse(null);
          if (refusal != null) {
            long nanos = TimeUnit.NANOSECONDS.convert(refuseFor);
            Runnable end = () -> actWhileOpen(() -> book.forget(refusal));
            refusals.put(refusal, context.timer().schedule(end, nanos, TimeUnit.NANOSECONDS));
          }
        });
  }

  @Override
  public void release(ExecutorId id, ReleaseMode mode, String why) {
    actWhileOpen(
        () -> {
          LiveExecutor executor = executors.get(id);
          if (executor != null) {
            executor.end(LossCause.RELEASED, mode, why);
          }
        });
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    act(
        () -> {
          if (life != Life.STOPPING && life != Life.STOPPED) {
            life = Life.STOPPING;
            refusals.values().forEach(timer -> timer.cancel(false));
            refusals.clear();
            ReleaseMode mode =
                status == FinalStatus.SUCCEEDED ? ReleaseMode.GRACEFUL : ReleaseMode.NOW;
            executors.values().forEach(e -> e.end(LossCause.STOPPED, mode, "the application ends"));
            finishIfEmpty();
          }
        });
    return stopped.copy();
  }

  private void finishIfEmpty() {
    if (life == Life.STOPPING && executors.isEmpty()) {
      life = Life.STOPPED;
      lane.add(
          () -> {
            runner.close();
            stopped.complete(null);
          });
    }
  }

  private void tell(Consumer<BackendEvents> event) {
    BackendEvents to = events;
    if (to != null) {
      lane.add(() -> event.accept(to));
    }
  }

  private void actWhileOpen(Runnable change) {
    act(
        () -> {
          if (life == Life.OPEN) {
            change.run();
          }
        });
  }

  private void act(Runnable change) {
    synchronized (lock) {
      change.run();
    }
    lane.run();
  }

  /** An executor from its launch to its loss. */
  private final class LiveExecutor implements ExecutorRunner.Watch {
    private final ExecutorLaunch launch;
    private final Placement at;
    private ExecutorRunner.@Nullable Running running; // touched in the lane only
    private Optional<LossReason> asked = Optional.empty();

    LiveExecutor(ExecutorLaunch launch, Placement at) {
      this.launch = launch;
      this.at = at;
    }

    void start() {
      running = runner.start(launch, this);
    }

    void end(LossCause cause, ReleaseMode mode, String why) {
      if (asked.isEmpty()) {
        asked = Optional.of(LossReason.of(cause, why));
      }
      lane.add(
          () -> {
            if (running != null) {
              running.end(mode);
            }
          });
    }

    @Override
    public void launched() {
      act(() -> tell(e -> e.launched(launch.executor(), at)));
    }

    @Override
    public void ended(LossReason observed) {
      act(
          () -> {
            LossReason reason = asked.map(asked -> merge(asked, observed)).orElse(observed);
            executors.remove(launch.executor());
            tell(e -> e.lost(launch.executor(), reason));
            if (life == Life.OPEN) {
              book.ended(launch.executor());
            }
            finishIfEmpty();
          });
    }

    private LossReason merge(LossReason asked, LossReason observed) {
      String text = "Executor " + launch.executor() + " was ended: " + asked.diagnostics();
      return new LossReason(asked.cause(), observed.exitCode(), text, observed.logAddress());
    }
  }
}
