package dev.firesteel.containers.scenario;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.Shape;
import dev.firesteel.containers.report.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Firesteel, whose Hadoop clients are of one version, on clusters of others. */
@Scenario
@Tag(Scenario.WHOLE)
@Tag("yarn")
@Timeout(900)
@ExtendWith(OnContainers.class)
final class HadoopVersionsTest {
  @ParameterizedTest(name = "Hadoop {0}")
  @ValueSource(strings = {"3.3.6", "3.4.3"})
  void programsRunOnOlderHadoops(String version, TestReporter reporter) {
    ContainerCluster.run(
        Shape.ofHadoop(version, 2),
        "hadoop-" + version,
        cluster -> {
          TwoModes.runOn(cluster, "Hadoop " + version, Map.of(), reporter);
          Remains.awaitNone(cluster, "root");
        });
  }
}
