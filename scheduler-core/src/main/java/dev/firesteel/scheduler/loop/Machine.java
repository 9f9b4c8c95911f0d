package dev.firesteel.scheduler.loop;

import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import java.util.List;

/** What a loop drives. Called by one thread at a time, with times that never go back. */
@FunctionalInterface
public interface Machine {
  /**
   * Takes an event.
   *
   * @param nowNanos the loop's clock, in nanoseconds
   * @return what is to be done, in this order
   */
  List<Action> on(long nowNanos, Event event);
}
