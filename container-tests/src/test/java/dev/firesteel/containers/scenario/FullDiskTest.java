package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.Result;
import dev.firesteel.containers.Running;
import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker's disk is full when its tasks begin to write shuffle output. */
@Scenario
@ExtendWith(OnContainers.class)
final class FullDiskTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String FILE = "/data/somebody-elses";

  @ParameterizedTest(name = "disk full on a worker")
  @EnumSource
  void tasksMoveToHostsWithRoomAndTheWarningNamesDiskAndHost(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Edge edge = Edge.of(cluster, backend, "disk");
    edge.run("InputMain", List.of(edge.path("in")));
    Held held = new Held(cluster);
    List<String> words = new ArrayList<>(List.of(edge.path("in"), edge.path("out")));
    words.addAll(held.words("input"));
    Running count = edge.start("WordCountMain", words);
    Map<Integer, String> where = held.await(3, count);
    Node worker =
        cluster.workers().stream()
            .filter(each -> where.containsValue(each.name()))
            .findFirst()
            .orElseThrow();
    Result result;
    try {
      fill(worker);
      held.letGo();
      result = count.await(LIMIT);
    } finally {
      mend(worker);
      cluster.awaitUp();
    }
    Outcome outcome = Outcome.in(result.orFail().out());
    held.clean();
    reporter.publishEntry(Row.of("disk full", backend.toString(), outcome).entry());
    assertThat(outcome.lost().attempts()).as("the disk was met").isPositive();
    assertThat(result.err())
        .as("the warning names disk and host")
        .containsPattern("at " + worker.name() + " .*Cannot write /data/.*No space left");
    Edge local = Edge.local(cluster, "disk-local");
    local.run("WordCountMain", List.of(edge.path("in"), local.path("out")));
    assertThat(edge.output(edge.path("out"))).isEqualTo(local.output(local.path("out")));
    Leftovers.assertNone(cluster);
  }

  /** Daemons may have crashed: a NodeManager maps the files of what it must remember. */
  private static void mend(Node worker) {
    worker.run("rm", "-f", FILE);
    for (String daemon : List.of("datanode", "nodemanager", "mesos-agent")) {
      if (worker.run("daemon", "status", daemon).exitCode() != 0) {
        worker.daemon("start", daemon);
      }
    }
  }

  /** Takes all that is free. */
  private static void fill(Node worker) {
    worker.run("bash", "-c", "cat /dev/zero >" + FILE + " 2>/dev/null || true").orFail();
    assertThat(worker.run("bash", "-c", "echo more >>" + FILE).exitCode()).isNotZero();
  }
}
