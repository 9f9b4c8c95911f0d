package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFileTest {
  @TempDir Path directory;

  @Test
  void nextMasterKnowsTheAgentsOfTheLast() throws Exception {
    Path file = directory.resolve("registry");
    Registrar last = RegistryFile.at(file);
    assertThat(last.recovered()).isEmpty();
    last.hold(Set.of("m-S0", "m-S1"));
    last.hold(Set.of("m-S1"));

    assertThat(RegistryFile.at(file).recovered()).containsExactly("m-S1");
  }
}
