package dev.firesteel.scheduler.plan;

/** Where the tasks of a stage would like to run, by the stage's partition. */
public interface Preferences {
  /** No wishes. */
  Preferences NONE = partition -> WishedHosts.NONE;

  /** Hosts that hold the input of a partition. Deterministic. */
  WishedHosts hosts(int partition);
}
