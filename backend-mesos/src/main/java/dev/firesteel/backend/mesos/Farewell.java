package dev.firesteel.backend.mesos;

import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.SchedulerWire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * The last word to Mesos, if it knows of the framework, and no connection afterwards. It is
 * TEARDOWN, or, if somebody goes on with the framework, that no offers are wanted: calls are made
 * one after the other, so all before it have arrived then, acknowledgements among them.
 */
final class Farewell {
  private static final Logger LOG = LogManager.getLogger(Farewell.class);

  /** A first connection is made or fails within this. */
  private static final Duration CONNECTING = Duration.ofSeconds(12);

  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final SchedulerWire wire;
  private final Call last;

  /** Whether Mesos knows of the framework; completes when that is known. */
  private final CompletableFuture<Boolean> known = new CompletableFuture<>();

  private final CompletableFuture<Void> heard = new CompletableFuture<>();
  private volatile boolean started;
  private volatile boolean failed;

  Farewell(SchedulerWire wire, Tenure.End end, List<String> roles) {
    this.wire = wire;
    this.last =
        switch (end) {
          case TEARDOWN -> Call.newBuilder().setType(Call.Type.TEARDOWN).build();
          case HANDOVER ->
              Call.newBuilder()
                  .setType(Call.Type.SUPPRESS)
                  .setSuppress(Call.Suppress.newBuilder().addAllRoles(roles))
                  .build();
        };
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
    heard.complete(null);
  }

  /** A call was answered, well or not. */
  void answered(Call call) {
    if (call.getType() == last.getType() && call.getSuppress().equals(last.getSuppress())) {
      heard.complete(null);
    }
  }

  /** A call was not answered. */
  void lost(Call call) {
    if (call.getType() == Call.Type.SUPPRESS) {
      answered(call);
    }
  }

  /** Leaves; waits for Mesos, but not for long. */
  void leave() {
    if (started && await(known, CONNECTING) && known.join() && !failed) {
      wire.call(last);
      if (!await(heard, ANSWER)) {
        LOG.warn(
            last.getType() == Call.Type.TEARDOWN
                ? "Mesos has not heard that the application ended; it ends what is left of it after"
                    + " the failover time-out"
                : "Mesos may not have heard all that was said last; it asks whoever goes on");
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
