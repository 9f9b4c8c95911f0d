package dev.firesteel.simulation.cluster;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.topology.Placement;

/** Starts the processes of executors. */
@FunctionalInterface
public interface Processes {
  /** Starts one on a host. */
  InProcessExecutors.Running start(ExecutorLaunch launch, Placement at);
}
