package dev.firesteel.backend.mesos;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Threads for what waits for disk or network; they come when needed and go when idle. */
final class Workers {
  private static final Logger LOG = LogManager.getLogger(Workers.class);
  private static final int MOST = 8;
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final ThreadPoolExecutor pool;

  Workers() {
    pool =
        new ThreadPoolExecutor(
            MOST,
            MOST,
            IDLE.toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            body -> {
              Thread thread = new Thread(body, "mesos-worker");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /** Runs a step soon; after {@link #close} nothing happens. */
  void run(Runnable step) {
    if (!pool.isShutdown()) {
      pool.execute(
          () -> {
            try {
              step.run();
            } catch (RuntimeException | LinkageError e) {
              LOG.error("A step of the Mesos backend failed", e);
            }
          });
    }
  }

  /** Ends the threads when their steps are done. */
  void close() {
    pool.shutdown();
  }
}
