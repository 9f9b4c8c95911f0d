package dev.firesteel.simulation.cluster;

import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.ClusterBackendContract;

/** The simulated backend keeps the contract. */
class SimulatedBackendContractTest extends ClusterBackendContract {
  @Override
  protected BackendFixture fixture() {
    return new SimulatedFixture();
  }
}
