package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Client mode from a machine that is not on the hosts' network. */
@Scenario
@Tag(Scenario.WHOLE)
@Timeout(1200)
@ExtendWith(OnContainers.class)
final class OutsideTest {
  private static final List<String> PROGRAMS =
      List.of("WordCountMain", "SortMain", "JoinMain", "PageRankMain");

  @TempDir Path directory;

  @Test
  void programsRunFromOutsideTheNetwork(ContainerCluster cluster, TestReporter reporter)
      throws Exception {
    assumeTrue(
        NetworkInterface.getByInetAddress(InetAddress.getByName(cluster.outside())) != null,
        "the hosts' network ends in a virtual machine of the engine's, so that no driver here can"
            + " be reached (as on Docker Desktop; on Linux it runs)");
    Edge local = Edge.local(cluster, "outside");
    String in = local.path("in");
    local.run("InputMain", List.of(in));
    for (String program : PROGRAMS) {
      local.run(program, List.of(in, local.path(program)));
    }
    for (Backend backend : Backend.values()) {
      Outside outside =
          new Outside(cluster, Edge.of(cluster, backend, "outside"), backend, directory);
      for (String program : PROGRAMS) {
        String out = outside.directory() + "/" + program;
        Outcome outcome = outside.run(program, List.of(in, out));
        reporter.publishEntry(
            Row.of(outcome.program() + " from outside", outside.name(), outcome).entry());
        assertThat(outside.output(out))
            .as("%s on %s", program, backend)
            .isNotEmpty()
            .isEqualTo(local.output(local.path(program)));
      }
    }
    Leftovers.assertNone(cluster);
  }
}
