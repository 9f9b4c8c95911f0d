package dev.firesteel.backend.tck;

import static dev.firesteel.backend.tck.WrongBackends.wrong;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.tck.WrongBackends.Wrong;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Wrong in the rules of life and threads. */
final class WrongLives {
  private WrongLives() {}

  static Stream<Wrong> life() {
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

  static Stream<Wrong> threads() {
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
}
