package dev.firesteel.backend.mesos.wire;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The wire's one thread and its timer. After {@link #close} steps are dropped. */
final class Loop implements Executor {
  private static final Logger LOG = LogManager.getLogger(Loop.class);

  private final ScheduledExecutorService thread;

  /** Steps run on this executor, which must have one thread. */
  Loop(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  @Override
  public void execute(Runnable step) {
    try {
      thread.execute(guarded(step));
    } catch (RejectedExecutionException e) {
      LOG.trace("A step came after the end", e);
    }
  }

  /** Runs a step later, unless it is cancelled. */
  Future<?> after(Duration pause, Runnable step) {
    return thread.schedule(guarded(step), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Lets the thread end after the steps that wait; what the timer has is dropped. */
  void close() {
    thread.shutdown();
  }

  private static Runnable guarded(Runnable step) {
    return () -> {
      try {
        step.run();
      } catch (RuntimeException | LinkageError e) {
        LOG.error("A step of the connection to Mesos failed", e);
      }
    };
  }
}
