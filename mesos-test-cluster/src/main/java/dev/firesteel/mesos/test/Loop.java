package dev.firesteel.mesos.test;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The one thread on which all masters and agents of a cluster think, and its clock. */
final class Loop implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Loop.class);

  private final ScheduledThreadPoolExecutor thread;
  private final long epochMillis = Instant.now().toEpochMilli();
  private final long startNanos = System.nanoTime();

  Loop() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread loop = new Thread(task, "mesos-double");
              loop.setDaemon(true);
              return loop;
            });
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Milliseconds since 1970, never going back. */
  long now() {
    return epochMillis + (System.nanoTime() - startNanos) / 1_000_000;
  }

  /** Soon; nothing happens once the loop has ended. */
  void execute(Runnable task) {
    try {
      thread.execute(() -> logged(task));
    } catch (RejectedExecutionException e) {
      // The cluster is closed.
    }
  }

  /** At this time, or soon if it is past; never once the loop has ended. */
  Future<?> at(long millis, Runnable task) {
    try {
      return thread.schedule(
          () -> logged(task), Math.max(0, millis - now()), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(false);
    }
  }

  private static void logged(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("The double of Mesos has a defect", e);
      throw e;
    }
  }

  /**
   * Now, and waits for it.
   *
   * @throws IllegalStateException if the cluster is closed
   */
  <T> T call(Callable<T> task) {
    try {
      return thread.submit(task).get();
    } catch (RejectedExecutionException | CancellationException e) {
      throw new IllegalStateException("The cluster is closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the cluster was asked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Now, and waits for it. */
  void run(Runnable task) {
    Object unused =
        call(
            () -> {
              task.run();
              return true;
            });
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      var unused = thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
