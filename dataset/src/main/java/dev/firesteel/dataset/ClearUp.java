package dev.firesteel.dataset;

import java.io.IOException;

/** Removes what is not wanted any more from a file system. */
final class ClearUp {
  private ClearUp() {}

  /** What removes it. */
  @FunctionalInterface
  interface Removal {
    /** Removes it. */
    void run() throws IOException;
  }

  /**
   * Removes it, also on a thread that is interrupted: file systems give up on such threads at once,
   * and nobody else would clear up. A failure is logged and no more: what led here says more.
   *
   * @param what was to be removed
   */
  static void of(String what, Removal removal) {
    boolean interrupted = Thread.interrupted();
    try {
      removal.run();
    } catch (IOException | RuntimeException e) {
      // loggers take their time to start: only where there is something to say
      System.getLogger(ClearUp.class.getName())
          .log(System.Logger.Level.WARNING, "Cannot remove {0}: {1}", what, e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
