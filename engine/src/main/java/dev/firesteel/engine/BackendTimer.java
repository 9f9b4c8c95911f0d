package dev.firesteel.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The backend's timer; has no thread before it is used. */
final class BackendTimer implements AutoCloseable {
  private final ScheduledThreadPoolExecutor service =
      new ScheduledThreadPoolExecutor(1, BackendTimer::thread);

  BackendTimer() {
    service.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable run) {
    Thread thread = new Thread(run, "firesteel-timer");
    thread.setDaemon(true);
    return thread;
  }

  ScheduledExecutorService service() {
    return service;
  }

  @Override
  public void close() {
    service.shutdownNow();
  }
}
