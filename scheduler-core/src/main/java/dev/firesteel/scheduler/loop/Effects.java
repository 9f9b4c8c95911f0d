package dev.firesteel.scheduler.loop;

import dev.firesteel.scheduler.machine.Action;

/** Carries out what the machine wants done. Called by the loop's thread only; must not block. */
public interface Effects {
  /** Carries out one action; timers are the loop's own and never come here. */
  void apply(Action action);

  /**
   * All actions of the drained events were applied: what was held back to be sent together goes.
   */
  void flush();

  /**
   * The machine or an effect threw: the loop drives nothing any more. Called once.
   *
   * @param what what was going on, for people
   */
  void broken(String what, Throwable cause);
}
