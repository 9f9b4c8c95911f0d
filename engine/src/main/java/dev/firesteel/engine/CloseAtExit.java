package dev.firesteel.engine;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.scheduler.driver.Driver;
import org.jspecify.annotations.Nullable;

/**
 * Closes a session that is open when the JVM ends, on whatever way, so that nothing is left of it.
 */
final class CloseAtExit implements AutoCloseable {
  private final Thread hook;
  private volatile @Nullable Driver driver;

  CloseAtExit(ApplicationId application) {
    hook = new Thread(this::closeNow, application + "-exit");
  }

  /** Watches from now on. */
  void watch(Driver open) {
    driver = open;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void closeNow() {
    Driver open = driver;
    if (open != null) {
      open.close(FinalStatus.KILLED, "the driver's JVM ends");
    }
  }

  @Override
  public void close() {
    if (Thread.currentThread() == hook || driver == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM ends already; the hook waits for the close that this is part of
    }
  }
}
