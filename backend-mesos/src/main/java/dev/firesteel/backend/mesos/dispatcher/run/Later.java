package dev.firesteel.backend.mesos.dispatcher.run;

import java.time.Duration;

/** Does things later. Safe for any thread. */
@FunctionalInterface
public interface Later {
  /** Runs a step once, after a time; at once if it is not positive. Never within this call. */
  void after(Duration time, Runnable step);
}
