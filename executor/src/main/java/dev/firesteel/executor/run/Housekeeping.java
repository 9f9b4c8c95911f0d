package dev.firesteel.executor.run;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** An executor's own thread, for what must be done from time to time or may take its time. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Housekeeping.class);

  private final ScheduledThreadPoolExecutor thread;
  private @Nullable ScheduledFuture<?> pulse;

  Housekeeping(String name) {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread t = new Thread(work, name + "-housekeeping");
              t.setDaemon(true);
              return t;
            });
  }

  /** Does something soon; not at all once closed. */
  void later(Runnable work) {
    try {
      thread.execute(guarded(work));
    } catch (RejectedExecutionException e) {
      LOG.debug("Not done: the executor ends");
    }
  }

  /** Beats from now on, and no longer what beat before. */
  synchronized void beat(Pulse newPulse, Duration interval) {
    if (pulse != null) {
      pulse.cancel(false);
    }
    long nanos = interval.toNanos();
    try {
      pulse =
          thread.scheduleWithFixedDelay(
              guarded(newPulse::beat), nanos, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("No heartbeats: the executor ends");
    }
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.warn("Housekeeping failed", e);
      }
    };
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
