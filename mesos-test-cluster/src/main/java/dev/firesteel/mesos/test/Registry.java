package dev.firesteel.mesos.test;

/** What a master that comes to power knows of the agents of before. */
public enum Registry {
  /** Nothing: explicit reconciliation answers "unknown" until an agent is back. */
  IN_MEMORY,
  /** Who they are: reconciliation stays silent about their tasks until they are back. */
  REPLICATED
}
