package dev.firesteel.backend.local;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.ClusterBackendContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** {@code local-cluster} with real child JVMs keeps the contract. */
class ProcessesContractTest extends ClusterBackendContract {
  @TempDir private Path directory;

  @Override
  protected BackendFixture fixture() {
    try {
      Path own = Files.createDirectory(directory.resolve("dirs"));
      return LocalFixture.of("local-cluster[2,1,128]", 2, Resources.of(1, 128), own)
          .on("h1/rack1,h2/rack2");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
