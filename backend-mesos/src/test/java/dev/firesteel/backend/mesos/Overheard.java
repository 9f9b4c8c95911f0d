package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A backend of which it is noted which offers it has told to be rescinded. */
final class Overheard implements ClusterBackend {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ClusterBackend backend;
  private final Runnable afterwards;
  private final Set<OfferId> rescinded = new HashSet<>();

  /**
   * Overhears a backend.
   *
   * @param afterwards is done when it has stopped: an HTTP client of Java 17 keeps idle connections
   *     until it is collected as garbage, and with them threads of a cluster in this JVM
   */
  Overheard(ClusterBackend backend, Runnable afterwards) {
    this.backend = backend;
    this.afterwards = afterwards;
  }

  /** Waits until the core was told. */
  synchronized void awaitRescinded(OfferId offer) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (long left = PATIENCE.toNanos(); !rescinded.contains(offer); ) {
        if (left <= 0) {
          throw new AssertionError(offer + " was not rescinded");
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void note(OfferId offer) {
    rescinded.add(offer);
    notifyAll();
  }

  @Override
  public void start(BackendEvents events, Optional<RecoveryState> previous) {
    BackendEvents overheard =
        (BackendEvents)
            Proxy.newProxyInstance(
                BackendEvents.class.getClassLoader(),
                new Class<?>[] {BackendEvents.class},
                (proxy, method, arguments) -> {
                  try {
                    Object result = method.invoke(events, arguments);
                    if (method.getName().equals("rescinded")) {
                      note((OfferId) arguments[0]);
                    }
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    backend.start(overheard, previous);
  }

  @Override
  public void declare(DemandSnapshot demand) {
    backend.declare(demand);
  }

  @Override
  public void launch(OfferId offer, List<ExecutorLaunch> launches) {
    backend.launch(offer, launches);
  }

  @Override
  public void decline(OfferId offer, Duration refuseFor) {
    backend.decline(offer, refuseFor);
  }

  @Override
  public void release(ExecutorId executor, ReleaseMode mode, String why) {
    backend.release(executor, mode, why);
  }

  @Override
  public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
    return backend.stop(status, diagnostics).thenRun(afterwards);
  }
}
