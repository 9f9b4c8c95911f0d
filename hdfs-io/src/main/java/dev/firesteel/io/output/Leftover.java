package dev.firesteel.io.output;

import java.io.IOException;

/** What is removed after a save has succeeded: if that fails it is logged and no more. */
final class Leftover {
  private Leftover() {}

  /** What removes it. */
  @FunctionalInterface
  interface Removal {
    /** Removes it. */
    void run() throws IOException;
  }

  /** Removes it. */
  static void of(String what, Removal removal) {
    try {
      removal.run();
    } catch (IOException | RuntimeException e) {
      // loggers take their time to start: only where there is something to say
      System.getLogger(Leftover.class.getName())
          .log(System.Logger.Level.WARNING, "Cannot remove " + what, e);
    }
  }
}
