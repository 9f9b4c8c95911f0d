package dev.firesteel.backend.mesos.dispatcher;

/** Where a driver is in its life. */
public enum DriverState {
  /** It waits for an offer. */
  QUEUED,
  /** Mesos was told to launch it. */
  LAUNCHED,
  /** It runs. */
  RUNNING,
  /** It has failed, and is queued again after a pause. */
  WAITING,
  /** It is to end. */
  KILLING,
  /** Its main method returned. */
  FINISHED,
  /** Its main method threw, it ended otherwise, or it was given up. */
  FAILED,
  /** It was cancelled or killed. */
  KILLED;

  /** Whether nothing follows this. */
  public boolean ended() {
    return this == FINISHED || this == FAILED || this == KILLED;
  }

  /** Whether Mesos may have a task for it. */
  public boolean placed() {
    return this == LAUNCHED || this == RUNNING || this == KILLING;
  }
}
