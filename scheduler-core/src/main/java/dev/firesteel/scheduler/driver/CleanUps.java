package dev.firesteel.scheduler.driver;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;

/** What is to be done once, at the end; what comes later is done at once. Safe for any thread. */
final class CleanUps {
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean over;

  void add(Runnable cleanUp) {
    synchronized (waiting) {
      if (!over) {
        waiting.add(cleanUp);
        return;
      }
    }
    quietly(cleanUp);
  }

  void run() {
    List<Runnable> all;
    synchronized (waiting) {
      over = true;
      all = List.copyOf(waiting);
      waiting.clear();
    }
    all.forEach(CleanUps::quietly);
  }

  private static void quietly(Runnable cleanUp) {
    try {
      cleanUp.run();
    } catch (RuntimeException e) {
      LogManager.getLogger(CleanUps.class).warn("Cannot clean up: {}", e, e);
    }
  }
}
