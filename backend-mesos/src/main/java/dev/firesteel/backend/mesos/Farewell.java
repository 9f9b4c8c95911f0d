package dev.firesteel.backend.mesos;

import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.SchedulerWire;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * The end of a framework: TEARDOWN, if Mesos knows of it and nobody goes on with it, and no
 * connection afterwards.
 */
final class Farewell {
  private static final Logger LOG = LogManager.getLogger(Farewell.class);

  /** A first connection is made or fails within this. */
  private static final Duration CONNECTING = Duration.ofSeconds(12);

  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final SchedulerWire wire;
  private final Tenure.End end;

  /** Whether Mesos knows of the framework; completes when that is known. */
  private final CompletableFuture<Boolean> known = new CompletableFuture<>();

  private final CompletableFuture<Void> tornDown = new CompletableFuture<>();
  private volatile boolean started;
  private volatile boolean failed;

  Farewell(SchedulerWire wire, Tenure.End end) {
    this.wire = wire;
    this.end = end;
  }

  /** The connection is about to be made. */
  void expected() {
    started = true;
  }

  void subscribed() {
    known.complete(true);
  }

  /** Nothing can be said to Mesos any more. */
  void failed() {
    failed = true;
    known.complete(false);
    tornDown.complete(null);
  }

  /** A call was answered, well or not. */
  void answered(Call call) {
    if (call.getType() == Call.Type.TEARDOWN) {
      tornDown.complete(null);
    }
  }

  /** Leaves; waits for Mesos, but not for long. */
  void leave() {
    if (end == Tenure.End.TEARDOWN
        && started
        && await(known, CONNECTING)
        && known.join()
        && !failed) {
      wire.call(Call.newBuilder().setType(Call.Type.TEARDOWN).build());
      if (!await(tornDown, ANSWER)) {
        LOG.warn(
            "Mesos has not heard that the application ended; it ends what is left of it after the"
                + " failover time-out");
      }
    }
    var unused = await(wire.close().toCompletableFuture(), CLOSING);
  }

  private static boolean await(CompletableFuture<?> what, Duration patience) {
    try {
      what.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.debug("The connection to Mesos did not end well", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
