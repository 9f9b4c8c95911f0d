package dev.firesteel.simulation.world;

/** Does things later, one at a time. */
@FunctionalInterface
public interface Alarm {
  /**
   * Does something after a time.
   *
   * @param nanos 0 or more
   */
  void after(long nanos, Runnable what);
}
