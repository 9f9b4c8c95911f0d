package dev.firesteel.containers.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.report.Scenario;
import dev.firesteel.containers.scenario.Backend;
import dev.firesteel.containers.scenario.Edge;
import dev.firesteel.containers.scenario.InCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every program writes the same bytes on several hosts as {@code local[2]} does here, with the
 * driver at the user's and on a worker.
 */
@Scenario
@ExtendWith(OnContainers.class)
final class HostsParityTest {
  @TempDir Path directory;

  private Parity local(TestReporter reporter) throws Exception {
    Path here = Files.createDirectory(directory.resolve("local"));
    return Parity.of(new Checkout("local[2]", here), reporter);
  }

  @ParameterizedTest(name = "parity, client mode")
  @EnumSource
  void everyProgramWritesTheSameFromTheEdgeNode(
      Backend backend, ContainerCluster cluster, TestReporter reporter) throws Exception {
    Edge edge = Edge.of(cluster, backend, "parity").with("firesteel.mesos.file-port", "7078");
    Parity there = Parity.of(edge, reporter);
    assertThat(there.differences(local(reporter))).isEmpty();
  }

  @ParameterizedTest(name = "parity, cluster mode")
  @EnumSource
  @Tag(Scenario.WHOLE)
  void everyProgramWritesTheSameWithItsDriverOnAWorker(
      Backend backend, ContainerCluster cluster, TestReporter reporter) throws Exception {
    try (InCluster drivers = InCluster.of(cluster, backend, "parity")) {
      Parity there = Parity.of(drivers, reporter);
      assertThat(there.differences(local(reporter))).isEmpty();
    }
  }
}
