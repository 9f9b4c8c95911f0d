package dev.firesteel.it.yarn;

import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.ClusterBackendContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The YARN backend keeps the contract on real daemons. */
@ExtendWith(YarnExtension.class)
class YarnContractTest extends ClusterBackendContract {
  private Yarn yarn;

  @BeforeEach
  void cluster(Yarn shared) {
    yarn = shared;
  }

  @Override
  protected BackendFixture fixture() {
    return YarnFixture.of(yarn);
  }
}
