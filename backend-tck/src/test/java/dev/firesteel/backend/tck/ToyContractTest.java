package dev.firesteel.backend.tck;

/** The right toy keeps the contract. */
class ToyContractTest extends ClusterBackendContract {
  @Override
  protected BackendFixture fixture() {
    return new ToyFixture(ToyFixture::right);
  }
}
