package dev.firesteel.backend.mesos.launch;

/** What runs containers at an agent. */
public enum Containerizer {
  /** Mesos itself; knows images too. */
  MESOS,
  /** Docker's daemon. */
  DOCKER
}
