package dev.firesteel.simulation.cluster;

/** How fast a cluster is, and how often it fails to start what it should. */
public interface Tempo {
  /** Nanoseconds until an event reaches the driver. */
  long word();

  /** Nanoseconds from a launch until its process starts. */
  long launch();

  /** Whether a launch fails. */
  boolean launchFails();

  /** Nanoseconds until the cluster sees that a process or a host is gone. */
  long detection();

  /** Nanoseconds that a released executor has to end by itself. */
  long grace();
}
