package dev.firesteel.mesos.test;

import java.util.Set;

/**
 * A framework as the leading master knows it, at one moment.
 *
 * @param id its id
 * @param name its name
 * @param state whether it is there
 * @param tasks ids of its tasks that have not ended, as far as the master knows
 * @param offers what became of its offers so far
 */
public record FrameworkView(
    String id, String name, State state, Set<String> tasks, OfferFigures offers) {
  /** Copies. */
  public FrameworkView {
    tasks = Set.copyOf(tasks);
  }

  /** Whether a framework is there. */
  public enum State {
    /** Its stream is open. */
    SUBSCRIBED,
    /** Its stream is gone, and it may come back. */
    DISCONNECTED,
    /** It was torn down, or its failover time-out is over. */
    REMOVED
  }
}
