package dev.firesteel.backend.yarn.rm;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A report that waits for the end of the JVM, but not for ever. It is made once. */
final class LaterReport {
  private final Runnable report;
  private final Thread hook = new Thread(this::tell, "yarn-report-at-exit");
  private boolean told; // guarded by this

  LaterReport(Runnable report) {
    this.report = report;
  }

  /**
   * Waits in the background.
   *
   * @param most no longer than this
   * @return false if the JVM ends already, so that nobody would report
   */
  boolean plan(Duration most) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
    CompletableFuture.delayedExecutor(most.toNanos(), TimeUnit.NANOSECONDS, LaterReport::inThread)
        .execute(this::late);
    return true;
  }

  private static void inThread(Runnable step) {
    Thread thread = new Thread(step, "yarn-report");
    thread.setDaemon(true);
    thread.start();
  }

  private void late() {
    tell();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM ends, and the hook finds that it was told
    }
  }

  /** Who comes second waits for the first. */
  private synchronized void tell() {
    if (!told) {
      told = true;
      report.run();
    }
  }
}
