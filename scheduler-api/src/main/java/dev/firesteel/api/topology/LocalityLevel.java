package dev.firesteel.api.topology;

/** How near a task runs to its input, nearest first. */
public enum LocalityLevel {
  /** In the executor that holds the input in memory. */
  PROCESS,
  /** On a host that holds the input, or the task has no preference. */
  NODE,
  /** On a host in a rack that holds the input. */
  RACK,
  /** Anywhere. */
  ANY;

  /** Whether this is as near as {@code other} or nearer. */
  public boolean atLeast(LocalityLevel other) {
    return compareTo(other) <= 0;
  }
}
