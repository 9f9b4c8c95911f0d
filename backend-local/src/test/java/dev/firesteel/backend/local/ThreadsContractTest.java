package dev.firesteel.backend.local;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.ClusterBackendContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** {@code local[2]} keeps the contract. */
class ThreadsContractTest extends ClusterBackendContract {
  @TempDir private Path directory;

  @Override
  protected BackendFixture fixture() {
    return LocalFixture.of("local[2]", 1, Resources.of(2, 128), directory);
  }
}
