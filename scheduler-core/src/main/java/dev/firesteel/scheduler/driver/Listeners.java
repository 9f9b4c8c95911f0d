package dev.firesteel.scheduler.driver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;

/** The listeners of a session, of whom none can do harm to it or to the others. */
final class Listeners {
  private final List<SchedulerListener> listeners;

  Listeners(List<SchedulerListener> listeners) {
    this.listeners = new CopyOnWriteArrayList<>(listeners);
  }

  void tell(Consumer<SchedulerListener> call) {
    listeners.removeIf(listener -> !told(listener, call));
  }

  private static boolean told(SchedulerListener listener, Consumer<SchedulerListener> call) {
    try {
      call.accept(listener);
      return true;
    } catch (RuntimeException | Error e) {
      LogManager.getLogger(Listeners.class)
          .error("{} failed and is told no more: {}", listener.getClass().getName(), e, e);
      return false;
    }
  }
}
