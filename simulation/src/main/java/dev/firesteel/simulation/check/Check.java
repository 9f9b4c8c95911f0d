package dev.firesteel.simulation.check;

import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;

/** Looks at events and actions, each in its order. The ledger is up to date to the one before. */
interface Check {
  /** An event, which the ledger has taken. */
  default void event(Event event) {}

  /** An action of the event, which the ledger has not taken yet. */
  default void action(Action action) {}

  /** The event's last action was seen. */
  default void after(Event event) {}
}
